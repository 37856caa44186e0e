// The stream port is Node's own text; here are the parts that it leaves out.
import port from 'port:readable-stream/lib/stream.js';
import { freezeHidden } from './common/hidden.js';
import { makeDuplexPair } from './stream/duplex-pair.js';
import { addWebAdapters } from './stream/web-adapters.js';

addWebAdapters(port);
// The port's accessor would hide it from the hardening of what exports reach.
Object.defineProperty(port, 'promises', { value: port.promises, writable: true, enumerable: true, configurable: true });
port.duplexPair = makeDuplexPair(port.Duplex);

const readable = new port.Readable({ read() {} });
const { Readable, Writable, Duplex, Stream } = port;
freezeHidden([readable, readable[Symbol.asyncIterator](), readable.iterator()], {
  Readable, Writable, Duplex, Stream, ReadableState: Readable.ReadableState, WritableState: Writable.WritableState,
});

export default port;
