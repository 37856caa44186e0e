import { Engine } from './engine.js';
import { constants as c } from './constants.js';

const { Transform } = require('stream');
const { Buffer } = require('buffer');
const engines = new WeakMap();
const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The constructor of a zlib stream; it works without `new`, as Node's do. */
export function streamOf(name, mode) {
  function ZlibStream(options) {
    if (!(this instanceof ZlibStream)) return new ZlibStream(options);
    const { flush = c.Z_NO_FLUSH, finishFlush = c.Z_FINISH, ...rest } = options ?? {};
    engines.set(this, { engine: new Engine(mode, rest), flush, finish: finishFlush });
    Transform.call(this, { ...rest, autoDestroy: true, transform: undefined, flush: undefined, final: undefined });
    return undefined;
  }
  Object.defineProperty(ZlibStream, 'name', { value: name });
  Object.setPrototypeOf(ZlibStream.prototype, Transform.prototype);
  Object.setPrototypeOf(ZlibStream, Transform);
  const methods = {
    _transform(chunk, encoding, done) {
      run(this, Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding), engines.get(this).flush, done);
    },
    _flush(done) {
      const { engine, finish } = engines.get(this);
      if (engine.ended) done();
      else run(this, Buffer.alloc(0), finish, done);
    },
    flush(kind, done) {
      if (typeof kind === 'function') [kind, done] = [c.Z_FULL_FLUSH, kind];
      // In its turn among the writes.
      const empty = Buffer.alloc(0);
      const pending = () => run(this, empty, kind ?? c.Z_FULL_FLUSH, (error) => (error ? this.destroy(error) : done?.()));
      if (this.writableLength > 0) this.write(empty, () => pending());
      else pending();
    },
    close(done) {
      if (done) {
        if (this.closed) Promise.resolve().then(() => done());
        else this.once('close', () => done());
      }
      this.destroy();
    },
    reset() {
      engines.get(this).engine.reset();
    },
    params(level, strategy, done) {
      Promise.resolve().then(() => done?.());
    },
  };
  for (const [key, value] of Object.entries(methods)) Object.defineProperty(ZlibStream.prototype, key, { value, writable: true, configurable: true });
  Object.defineProperty(ZlibStream.prototype, 'bytesWritten', { get() { return engines.get(this).engine.bytesWritten; }, configurable: true });
  return ZlibStream;
}

function run(stream, bytes, flush, done) {
  let chunks;
  try {
    chunks = engines.get(stream).engine.write(bytes, flush);
  } catch (error) {
    done(error);
    return;
  }
  for (const chunk of chunks) stream.push(asBuffer(chunk));
  done();
}
