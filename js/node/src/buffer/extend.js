// What Node 22's Buffer has and the port lacks: base64url, faster conversions, Node's errors, newer names.
import { decode, encode, utf8Length } from '../common/coding.js';
import { decodeBase64, decodeHex } from './decode.js';
import { checkInteger, coded, invalidArgType, invalidArgValue, outOfRange } from '../common/errors.js';

const encodings = new Map(Object.entries({
  utf8: 'utf8', 'utf-8': 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url', ascii: 'ascii', latin1: 'latin1', binary: 'latin1',
  ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le',
}));
const known = (encoding) => encodings.get(encoding) ?? encodings.get(`${encoding}`.toLowerCase());
const unknown = (encoding) => coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
const utf8 = (encoding) => encoding === undefined || encoding === null || encoding === '' || encoding === 'utf8' || encoding === 'utf-8';
const sources = ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'];
const encoded = (encoding) => (text) => encode(encoding, text);
const decoders = {
  hex: decodeHex, base64: decodeBase64, base64url: decodeBase64, utf8: encoded('utf8'), latin1: encoded('latin1'), ascii: encoded('latin1'), utf16le: encoded('utf16le'),
};
const trimmed = (text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const badSource = (value) => {
  const { message } = invalidArgType('first argument', sources, value);
  const received = message.slice(message.indexOf(' Received'));
  return coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.${received}`);
};

/** Where `wanted` is in `buffer`, from `offset` on (or back); -1 where it is not. Node's rules for odd offsets. */
function search(buffer, wanted, offset, step, forward) {
  offset = +offset;
  if (Number.isNaN(offset)) offset = forward ? 0 : buffer.length;
  offset = Math.trunc(offset);
  if (offset < 0) offset += buffer.length;
  if (offset < 0) {
    if (!forward) return -1;
    offset = 0;
  }
  if (wanted.length === 0) return Math.min(offset, buffer.length);
  const last = buffer.length - wanted.length;
  if (step === 2 && wanted.length < 2) return -1;
  const matches = (at) => {
    for (let i = 0; i < wanted.length; i++) if (buffer[at + i] !== wanted[i]) return false;
    return true;
  };
  if (forward && step === 1) {
    // The engine finds the first byte faster.
    for (let at = offset; at <= last; at++) {
      at = Uint8Array.prototype.indexOf.call(buffer, wanted[0], at);
      if (at < 0 || at > last) return -1;
      if (matches(at)) return at;
    }
  } else if (forward) {
    for (let at = offset; at <= last; at += step) if (matches(at)) return at;
  } else {
    for (let at = Math.min(offset, last); at >= 0; at -= step) if (matches(at)) return at;
  }
  return -1;
}

export function extend(Buffer) {
  const { from, byteLength } = Buffer;
  const { toString, fill } = Buffer.prototype;
  const adopt = (bytes) => Object.setPrototypeOf(bytes, Buffer.prototype);
  const checkSize = (size) => {
    if (typeof size !== 'number') throw invalidArgType('size', 'number', size);
    if (!(size >= 0 && size <= Number.MAX_SAFE_INTEGER)) throw outOfRange('size', `>= 0 && <= ${Number.MAX_SAFE_INTEGER}`, size);
  };

  const statics = {
    from(value, encodingOrOffset, length) {
      if (typeof value === 'string') {
        if (utf8(encodingOrOffset) || typeof encodingOrOffset !== 'string') return adopt(encode('utf8', value));
        const encoding = known(encodingOrOffset);
        if (encoding === undefined) throw unknown(encodingOrOffset);
        return adopt(decoders[encoding](value));
      }
      if (value === null || (typeof value !== 'object' && typeof value !== 'function')) throw badSource(value);
      if (value instanceof ArrayBuffer) {
        const offset = encodingOrOffset === undefined ? 0 : +encodingOrOffset || 0;
        if (offset > value.byteLength) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
        if (length !== undefined && (+length || 0) > value.byteLength - offset) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
        return adopt(length === undefined ? new Uint8Array(value, offset) : new Uint8Array(value, offset, Math.max(0, +length || 0)));
      }
      try {
        return from(value, encodingOrOffset, length);
      } catch (error) {
        throw error instanceof TypeError ? badSource(value) : error;
      }
    },
    alloc(size, value, encoding) {
      checkSize(size);
      const buffer = adopt(new Uint8Array(size));
      if (value !== undefined && value !== 0 && size > 0) {
        if (typeof encoding !== 'string' && encoding !== undefined) throw invalidArgType('encoding', 'string', encoding);
        buffer.fill(value, encoding);
      }
      return buffer;
    },
    allocUnsafe(size) {
      checkSize(size);
      return adopt(new Uint8Array(size));
    },
    allocUnsafeSlow(size) {
      checkSize(size);
      return adopt(new Uint8Array(size));
    },
    isBuffer: (value) => value instanceof Buffer,
    isEncoding: (encoding) => typeof encoding === 'string' && encoding.length !== 0 && known(encoding) !== undefined,
    byteLength(value, encoding) {
      if (typeof value !== 'string') {
        if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
        throw invalidArgType('string', ['string', 'Buffer', 'ArrayBuffer'], value);
      }
      const kind = typeof encoding === 'string' ? known(encoding) : 'utf8';
      if (kind === 'base64url' || kind === 'base64') {
        const bare = value.endsWith('==') ? value.length - 2 : value.endsWith('=') ? value.length - 1 : value.length;
        return (bare * 3) >>> 2;
      }
      return kind === undefined || kind === 'utf8' ? utf8Length(value) : byteLength(value, kind);
    },
    concat(list, length) {
      if (!Array.isArray(list)) throw invalidArgType('list', 'Array', list);
      if (length === undefined) length = list.reduce((sum, each) => sum + (each?.length ?? 0), 0);
      else checkInteger(length, 'length', 0);
      const whole = Buffer.alloc(length);
      let at = 0;
      for (const [i, each] of list.entries()) {
        if (!(each instanceof Uint8Array)) throw invalidArgType(`list[${i}]`, ['Buffer', 'Uint8Array'], each);
        if (at >= length) continue;
        const part = at + each.length > length ? each.subarray(0, length - at) : each;
        Uint8Array.prototype.set.call(whole, part, at);
        at += part.length;
      }
      return whole;
    },
    compare(a, b) {
      if (!(a instanceof Uint8Array)) throw invalidArgType('buf1', ['Buffer', 'Uint8Array'], a);
      if (!(b instanceof Uint8Array)) throw invalidArgType('buf2', ['Buffer', 'Uint8Array'], b);
      const length = Math.min(a.length, b.length);
      for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
      return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
    },
    copyBytesFrom(view, offset = 0, length = undefined) {
      if (!ArrayBuffer.isView(view) || view instanceof DataView) throw invalidArgType('view', 'TypedArray', view);
      checkInteger(offset, 'offset', 0);
      if (length !== undefined) checkInteger(length, 'length', 0);
      const part = view.subarray(offset, length === undefined ? undefined : offset + length);
      return adopt(new Uint8Array(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength)));
    },
    of: (...bytes) => adopt(Uint8Array.of(...bytes)),
  };
  for (const [name, value] of Object.entries(statics)) Object.defineProperty(Buffer, name, { value, writable: true, configurable: true, enumerable: true });

  /** The same method with base64url understood; `at` tells where the encoding is among the arguments. */
  const slice = function (start, end) {
    return adopt(Uint8Array.prototype.subarray.call(bytesOf(this), start, end));
  };
  // A plain view of the same bytes, so that `subarray` makes a plain one in turn.
  const bytesOf = (buffer) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const prototype = {
    slice,
    subarray: slice,
    toString(encoding, start, end) {
      const length = this.length;
      start = start === undefined || !(start > 0) ? 0 : Math.trunc(start);
      end = end === undefined || end > length ? length : Math.trunc(end) || 0;
      if (end <= start || start >= length) return '';
      const kind = encoding === undefined ? 'utf8' : known(encoding);
      if (kind === undefined) throw unknown(encoding);
      const part = start === 0 && end === length ? this : this.subarray(start, end);
      if (kind === 'utf8' || kind === 'latin1' || kind === 'ascii' || kind === 'utf16le') return decode(kind, bytesOf(part));
      if (kind === 'hex' && Uint8Array.prototype.toHex) return Uint8Array.prototype.toHex.call(part);
      if (kind === 'base64' && Uint8Array.prototype.toBase64) return Uint8Array.prototype.toBase64.call(part);
      if (kind === 'base64url') return trimmed(toString.call(part, 'base64'));
      return toString.call(part, kind);
    },
    write(text, offset, length, encoding) {
      if (typeof text !== 'string') throw invalidArgType('argument', 'string', text);
      if (typeof offset === 'string') [encoding, offset, length] = [offset, undefined, undefined];
      else if (typeof length === 'string') [encoding, length] = [length, undefined];
      if (offset !== undefined) checkInteger(offset, 'offset', 0, this.length);
      if (length !== undefined) checkInteger(length, 'length', 0, this.length - (offset ?? 0));
      const kind = utf8(encoding) ? 'utf8' : known(encoding);
      if (kind === undefined) throw unknown(encoding);
      const room = Math.min(length ?? Infinity, this.length - (offset ?? 0));
      const bytes = decoders[kind](text);
      let count = Math.min(bytes.length, room);
      // Whole characters only.
      if (kind === 'utf16le') count &= ~1;
      else if (kind === 'utf8') while ((bytes[count] & 0xc0) === 0x80) count--;
      Uint8Array.prototype.set.call(this, bytes.subarray(0, count), offset ?? 0);
      return count;
    },
    fill(value, start, end, encoding) {
      if (typeof start === 'string') [encoding, start, end] = [start, undefined, undefined];
      else if (typeof end === 'string') [encoding, end] = [end, undefined];
      if (typeof value === 'string') {
        if (encoding !== undefined && typeof encoding !== 'string') throw invalidArgType('encoding', 'string', encoding);
        const kind = encoding === undefined ? 'utf8' : known(encoding);
        if (kind === undefined) throw unknown(encoding);
        value = value.length === 0 ? 0 : Buffer.from(value, kind);
        if (value.length === 0) throw invalidArgValue('value', arguments[0]);
      } else if (value instanceof Uint8Array && value.length === 0) throw invalidArgValue('value', value);
      if (start !== undefined) checkInteger(start, 'offset', 0);
      if (end !== undefined) checkInteger(end, 'end', 0, this.length);
      if (start >= (end ?? this.length)) return this;
      if (typeof value === 'number') {
        Uint8Array.prototype.fill.call(this, value & 255, start, end);
        return this;
      }
      return fill.call(this, value instanceof Uint8Array && !(value instanceof Buffer) ? adopt(bytesOf(value)) : value, start, end);
    },
    equals(other) {
      if (!(other instanceof Uint8Array)) throw invalidArgType('otherBuffer', ['Buffer', 'Uint8Array'], other);
      return this === other || (this.length === other.length && Buffer.compare(this, other) === 0);
    },
    toJSON() {
      return { type: 'Buffer', data: Array.from(this) };
    },
    inspect(depth, options) {
      let text = '';
      for (let i = 0; i < Math.min(50, this.length); i++) text += `${i > 0 ? ' ' : ''}${this[i].toString(16).padStart(2, '0')}`;
      const more = this.length - 50;
      if (more > 0) text += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
      const extra = Object.keys(this).filter((key) => !/^\d+$/.test(key));
      if (extra.length > 0 && options) {
        const shown = require('internal/inspect').inspect(Object.fromEntries(extra.map((key) => [key, this[key]])), { ...options, breakLength: Infinity, compact: true });
        text += `${this.length > 0 ? ', ' : ''}${shown.slice(2, -2)}`;
      }
      return `<${this.constructor.name}${text === '' ? '' : ` ${text}`}>`;
    },
  };
  prototype[Symbol.for('nodejs.util.inspect.custom')] = prototype.inspect;
  prototype.toLocaleString = prototype.toString;
  const seek = (forward) => function (value, offset, encoding) {
    if (typeof offset === 'string') [encoding, offset] = [offset, undefined];
    let step = 1;
    if (typeof value === 'string') {
      const kind = encoding === undefined ? 'utf8' : known(encoding);
      if (kind === undefined) throw unknown(encoding);
      value = Buffer.from(value, kind);
      if (kind === 'utf16le') step = 2;
    } else if (typeof value === 'number') value = [value & 255];
    else if (!(value instanceof Uint8Array)) throw invalidArgType('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
    return search(this, value, offset, step, forward);
  };
  prototype.indexOf = seek(true);
  prototype.lastIndexOf = seek(false);
  prototype.includes = function (value, offset, encoding) {
    return this.indexOf(value, offset, encoding) !== -1;
  };
  for (const [name, kind] of Object.entries({ utf8: 'utf8', latin1: 'latin1', ascii: 'ascii', hex: 'hex', base64: 'base64', base64url: 'base64url', ucs2: 'utf16le' })) {
    prototype[`${name}Slice`] = function (start, end) {
      return this.toString(kind, start, end);
    };
    prototype[`${name}Write`] = function (text, offset = 0, length = undefined) {
      return this.write(text, offset, length, kind);
    };
  }
  // Both spellings of every name: readBigUInt64LE, readBigUint64LE.
  for (const name of Object.getOwnPropertyNames(Buffer.prototype)) if (name.includes('UInt')) prototype[name.replace('UInt', 'Uint')] = Buffer.prototype[name];
  for (const key of Reflect.ownKeys(prototype)) Object.defineProperty(Buffer.prototype, key, { value: prototype[key], writable: true, configurable: true, enumerable: true });
  Object.defineProperty(Buffer, 'poolSize', { get: () => 8192, set() {}, enumerable: true, configurable: true });
  Object.defineProperty(Buffer, 'name', { value: 'Buffer' }); // the bundler may have given it another
  delete Buffer.TYPED_ARRAY_SUPPORT;
}
