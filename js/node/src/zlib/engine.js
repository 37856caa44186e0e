// zlib's state machine by the port, one per stream or call.
import * as pako from 'port:pako';
import { codes, constants as c } from './constants.js';
import { checkInteger } from '../common/errors.js';

const names = Object.fromEntries(Object.entries(codes).map(([name, number]) => [number, name]));

export function zlibError(errno, message) {
  return Object.assign(new Error(message), { errno, code: names[errno] });
}

const option = (options, name, min, max, otherwise) => {
  const value = options[name];
  if (value === undefined || value === null || Number.isNaN(value)) return otherwise;
  checkInteger(value, `options.${name}`, min, max);
  return value;
};
const messages = { [c.Z_BUF_ERROR]: 'unexpected end of file', [c.Z_NEED_DICT]: 'Missing dictionary', [c.Z_DATA_ERROR]: 'Bad dictionary' };

/** `mode` is one of Node's mode numbers. `write` takes bytes and a flush number and gives the chunks that come out. */
export class Engine {
  #stream = new pako.ZStream();
  #compresses;
  #mode;
  #dictionary;
  #chunk;
  #limit;
  #made = 0;
  ended = false;
  bytesWritten = 0;
  constructor(mode, options = {}) {
    this.#mode = mode;
    this.#compresses = [c.DEFLATE, c.GZIP, c.DEFLATERAW].includes(mode);
    this.#chunk = option(options, 'chunkSize', 64, 2 ** 31, 16384);
    this.#limit = option(options, 'maxOutputLength', 1, Number.MAX_SAFE_INTEGER, Infinity);
    let bits = option(options, 'windowBits', !this.#compresses ? 0 : mode === c.GZIP ? 9 : 8, 15, 15);
    if (bits === 8 && mode === c.DEFLATERAW) bits = 9;
    const level = option(options, 'level', -1, 9, -1), memory = option(options, 'memLevel', 1, 9, 8), strategy = option(options, 'strategy', 0, 4, 0);
    const { dictionary } = options;
    if (dictionary !== undefined) this.#dictionary = ArrayBuffer.isView(dictionary) ? new Uint8Array(dictionary.buffer, dictionary.byteOffset, dictionary.byteLength) : new Uint8Array(dictionary);
    const wrapped = { [c.GZIP]: bits + 16, [c.GUNZIP]: bits + 16, [c.UNZIP]: bits + 32, [c.DEFLATERAW]: -bits, [c.INFLATERAW]: -bits }[mode] ?? bits;
    if (this.#compresses) {
      pako.zlibDeflateInit2(this.#stream, level, 8, wrapped, memory, strategy);
      if (this.#dictionary) pako.zlibDeflateSetDictionary(this.#stream, this.#dictionary);
    } else {
      pako.zlibInflateInit2(this.#stream, wrapped);
      if (this.#dictionary && mode === c.INFLATERAW) pako.zlibInflateSetDictionary(this.#stream, this.#dictionary);
    }
  }
  write(bytes, flush) {
    const chunks = [];
    if (this.ended && !this.#compresses) return chunks;
    const stream = this.#stream;
    stream.input = bytes;
    stream.next_in = 0;
    stream.avail_in = bytes.length;
    this.bytesWritten += bytes.length;
    for (;;) {
      stream.output = new Uint8Array(this.#chunk);
      stream.next_out = 0;
      stream.avail_out = this.#chunk;
      const status = this.#compresses ? pako.zlibDeflate(stream, flush) : this.#inflate(flush);
      if (stream.next_out > 0) {
        this.#made += stream.next_out;
        if (this.#made > this.#limit) {
          throw Object.assign(new RangeError(`Cannot create a Buffer larger than ${this.#limit} bytes`), { code: 'ERR_BUFFER_TOO_LARGE' });
        }
        chunks.push(stream.next_out === this.#chunk ? stream.output : stream.output.slice(0, stream.next_out));
      }
      if (status === c.Z_STREAM_END) {
        // A gzip file may hold several members; anything else after the end is padding.
        if ((this.#mode === c.GUNZIP || this.#mode === c.UNZIP) && stream.avail_in > 0 && stream.input[stream.next_in] === 0x1f) {
          pako.zlibInflateReset(stream);
          continue;
        }
        this.ended = true;
        break;
      }
      if (status < 0 && status !== c.Z_BUF_ERROR) throw zlibError(status, stream.msg || messages[status] || 'zlib error');
      // Room was left, so everything that could come out has come out.
      if (stream.avail_out > 0) {
        if (flush === c.Z_FINISH && !this.#compresses) throw zlibError(c.Z_BUF_ERROR, messages[c.Z_BUF_ERROR]);
        break;
      }
    }
    return chunks;
  }
  #inflate(flush) {
    let status = pako.zlibInflate(this.#stream, flush);
    if (status === c.Z_NEED_DICT) {
      if (!this.#dictionary) throw zlibError(c.Z_NEED_DICT, messages[c.Z_NEED_DICT]);
      if (pako.zlibInflateSetDictionary(this.#stream, this.#dictionary) !== c.Z_OK) throw zlibError(c.Z_DATA_ERROR, messages[c.Z_DATA_ERROR]);
      status = pako.zlibInflate(this.#stream, flush);
    }
    return status;
  }
  reset() {
    this.ended = false;
    if (this.#compresses) pako.zlibDeflateReset(this.#stream);
    else pako.zlibInflateReset(this.#stream);
  }
}
