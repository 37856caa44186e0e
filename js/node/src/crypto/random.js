import { checkFunction, checkInteger, invalidArgType, outOfRange } from '../common/errors.js';

const atOnce = 65536;

/** Everything that draws on the random power; `later(done, make)` calls back with what `make` gives. */
export function makeRandom(random, later) {
  const fill = (view) => {
    for (let at = 0; at < view.length; at += atOnce) view.set(new Uint8Array(random(Math.min(atOnce, view.length - at))), at);
    return view;
  };
  const randomBytes = (size, done) => {
    checkInteger(size, 'size', 0, 2147483647);
    const make = () => fill(require('buffer').Buffer.alloc(size));
    return done === undefined ? make() : later(done, make);
  };
  const viewOf = (buffer, offset = 0, size = undefined) => {
    if (!ArrayBuffer.isView(buffer) && !(buffer instanceof ArrayBuffer)) throw invalidArgType('buf', ['ArrayBuffer', 'ArrayBufferView'], buffer);
    const step = buffer.BYTES_PER_ELEMENT ?? 1, start = offset * step;
    checkInteger(offset, 'offset', 0, buffer.byteLength / step);
    const length = size === undefined ? buffer.byteLength - start : size * step;
    if (length > buffer.byteLength - start) throw outOfRange('size + offset', `<= ${buffer.byteLength}`, length + start);
    return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, start, length) : new Uint8Array(buffer.buffer, buffer.byteOffset + start, length);
  };
  const randomFillSync = (buffer, offset, size) => {
    fill(viewOf(buffer, offset, size));
    return buffer;
  };
  const randomFill = (buffer, ...rest) => {
    const done = rest.pop();
    checkFunction(done, 'callback');
    viewOf(buffer, ...rest);
    return later(done, () => randomFillSync(buffer, ...rest));
  };
  const randomInt = (min, max, done) => {
    if (max === undefined || typeof max === 'function') [min, max, done] = [0, min, max];
    for (const [name, value] of [['min', min], ['max', max]]) if (!Number.isSafeInteger(value)) throw invalidArgType(name, 'a safe integer', value);
    if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
    const range = max - min;
    if (range > 2 ** 48 - 1) throw outOfRange('max - min', `<= ${2 ** 48 - 1}`, range);
    const make = () => {
      // Numbers past the last whole multiple would favour the small ones.
      const limit = 2 ** 48 - (2 ** 48 % range);
      for (;;) {
        const bytes = new Uint8Array(random(6));
        const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
        if (value < limit) return min + (value % range);
      }
    };
    return done === undefined ? make() : later(done, make);
  };
  const randomUUID = () => {
    const bytes = new Uint8Array(random(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
  const getRandomValues = (view) => {
    if (!ArrayBuffer.isView(view) || /Float|DataView/.test(Object.prototype.toString.call(view))) {
      const { DOMException } = require('internal/dom-exception');
      throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    if (view.byteLength > atOnce) {
      const { DOMException } = require('internal/dom-exception');
      throw new DOMException(`The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
    }
    fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  };
  return { randomBytes, pseudoRandomBytes: randomBytes, prng: randomBytes, rng: randomBytes, randomFillSync, randomFill, randomInt, randomUUID, getRandomValues };
}
