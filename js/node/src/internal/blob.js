// https://w3c.github.io/FileAPI/#blob-section
import { coded, invalidArgType } from '../common/errors.js';

const partsOf = new WeakMap(); // blob -> its bytes, which nobody else holds

function bytesFrom(part, endings) {
  const { TextEncoder } = require('internal/encoding');
  if (part instanceof Blob) return partsOf.get(part);
  if (part instanceof ArrayBuffer) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength));
  let text = `${part}`.toWellFormed();
  if (endings === 'native') text = text.replace(/\r\n?/g, '\n');
  return new TextEncoder().encode(text);
}

class Blob {
  #type;
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources?.[Symbol.iterator] !== 'function' || typeof sources === 'string') throw invalidArgType('sources', 'a sequence', sources);
    const { type = '', endings = 'transparent' } = options ?? {};
    const parts = [...sources].map((part) => bytesFrom(part, endings));
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    partsOf.set(this, whole);
    this.#type = /^[\x20-\x7e]*$/.test(`${type}`) ? `${type}`.toLowerCase() : '';
  }
  get size() { return bytesOf(this).length; }
  get type() { return this.#type; }
  slice(start = 0, end = this.size, type = '') {
    return new Blob([bytesOf(this).slice(start, end)], { type });
  }
  async arrayBuffer() { return bytesOf(this).slice().buffer; }
  async bytes() { return bytesOf(this).slice(); }
  async text() { return new (require('internal/encoding').TextDecoder)().decode(bytesOf(this)); }
  stream() {
    const { ReadableStream } = require('stream/web');
    const bytes = bytesOf(this);
    let at = 0;
    return new ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (at >= bytes.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        controller.enqueue(bytes.slice(at, at += 65536));
      },
    });
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `${this.constructor.name} ${inspect({ size: this.size, type: this.type }, options)}`;
  }
}
const bytesOf = (blob) => {
  const bytes = partsOf.get(blob);
  if (bytes === undefined) throw coded(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Blob');
  return bytes;
};

class File extends Blob {
  #name;
  #lastModified;
  constructor(sources, name, options = {}) {
    if (arguments.length < 2) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "sources" and "fileName" arguments must be specified');
    super(sources, options);
    this.#name = `${name}`.toWellFormed();
    this.#lastModified = options?.lastModified === undefined ? 0 : Math.trunc(Number(options.lastModified)) || 0;
  }
  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }
}
for (const [Class, tag] of [[Blob, 'Blob'], [File, 'File']]) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: tag, configurable: true });

/** `bytesOf` is for other modules here: the bytes themselves, not to be changed. */
export default { Blob, File, bytesOf };
