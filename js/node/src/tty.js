// There is no terminal: nothing is a TTY, and no terminal can be opened.
import { unavailable } from './common/errors.js';

function ReadStream() {
  throw unavailable('tty.ReadStream', 'the guest has no terminal');
}
function WriteStream() {
  throw unavailable('tty.WriteStream', 'the guest has no terminal');
}
// What programs look up without a terminal (`tty.WriteStream.prototype.hasColors`).
Object.assign(WriteStream.prototype, { isTTY: false, getColorDepth: () => 1, hasColors: () => false, getWindowSize: () => [80, 24] });

export default { isatty: () => false, ReadStream, WriteStream };
