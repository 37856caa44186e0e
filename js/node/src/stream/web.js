// The streams standard from its port, and the streams that the encoding and compression standards define over it.
import * as streams from 'port:web-streams-polyfill';
import { freezeHidden } from '../common/hidden.js';

const { TransformStream } = streams;

/** A pair of streams around a TransformStream, as the standards' "generic transform streams" are. */
class Generic {
  #transform;
  constructor(transformer) {
    this.#transform = new TransformStream(transformer);
  }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}

class TextEncoderStream extends Generic {
  constructor() {
    const { TextEncoder } = require('internal/encoding');
    const encoder = new TextEncoder();
    let high = ''; // the first half of a pair that a chunk cut
    super({
      transform(chunk, controller) {
        const text = high + chunk;
        const cut = /[\ud800-\udbff]$/.test(text);
        high = cut ? text.at(-1) : '';
        const bytes = encoder.encode(cut ? text.slice(0, -1) : text);
        if (bytes.length > 0) controller.enqueue(bytes);
      },
      flush(controller) {
        if (high !== '') controller.enqueue(encoder.encode(high));
      },
    });
  }
  get encoding() { return 'utf-8'; }
}

class TextDecoderStream extends Generic {
  #decoder;
  constructor(encoding = 'utf-8', options = {}) {
    const { TextDecoder } = require('internal/encoding');
    const decoder = new TextDecoder(encoding, options);
    super({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text !== '') controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text !== '') controller.enqueue(text);
      },
    });
    this.#decoder = decoder;
  }
  get encoding() { return this.#decoder.encoding; }
  get fatal() { return this.#decoder.fatal; }
  get ignoreBOM() { return this.#decoder.ignoreBOM; }
}

/** zlib's streams by the names of https://compression.spec.whatwg.org/#supported-formats */
const overZlib = (names) => class extends Generic {
  constructor(format) {
    const make = names[format];
    if (make === undefined) throw new TypeError(`Unsupported compression format: '${format}'`);
    const zlib = require('zlib');
    const stream = zlib[make]();
    super({
      start(controller) {
        stream.on('data', (chunk) => controller.enqueue(new Uint8Array(chunk)));
        stream.on('error', (error) => controller.error(new TypeError(error.message, { cause: error })));
      },
      transform: (chunk) => new Promise((resolve) => stream.write(chunk, () => resolve())),
      flush: () => new Promise((resolve, reject) => {
        stream.once('end', resolve);
        stream.once('error', reject);
        stream.end();
      }),
    });
  }
};
class CompressionStream extends overZlib({ gzip: 'createGzip', deflate: 'createDeflate', 'deflate-raw': 'createDeflateRaw' }) {}
class DecompressionStream extends overZlib({ gzip: 'createGunzip', deflate: 'createInflate', 'deflate-raw': 'createInflateRaw' }) {}

for (const Class of [TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

const bytes = new streams.ReadableStream({ type: 'bytes' }), values = new streams.ReadableStream();
const samples = [bytes, new streams.WritableStream(), new TransformStream(), new streams.ReadableStream().values()];
const reader = bytes.getReader({ mode: 'byob' }), other = values.getReader();
samples.push(reader, other, values);
for (const pending of [reader.read(new Uint8Array(1)), other.read()]) pending.catch(() => {});
freezeHidden(samples, streams);

export default { ...streams, TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream };
