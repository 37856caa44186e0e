import { makeConsole } from './console/methods.js';

const powers = require('bailey:powers');

const console = makeConsole({
  write: (stream, text) => powers.write(stream, text),
  monotonic: () => powers.monotonic(),
});

/** A console over two streams, as `new console.Console(stdout, stderr)` makes it. */
function Console(options, ...rest) {
  const { stdout, stderr = stdout, groupIndentation, inspectOptions } = options && typeof options.write !== 'function' ? options : { stdout: options, stderr: rest[0] };
  if (typeof stdout?.write !== 'function') {
    throw Object.assign(new TypeError('Console expects a writable stream instance for stdout'), { code: 'ERR_CONSOLE_WRITABLE_STREAM' });
  }
  const made = makeConsole({
    write: (stream, text) => (stream === 1 ? stdout : stderr).write(text),
    monotonic: () => powers.monotonic(),
    groupIndentation, inspectOptions,
  });
  return Object.assign(Object.create(new.target?.prototype ?? Console.prototype), made);
}
console.Console = Console;

export default console;
