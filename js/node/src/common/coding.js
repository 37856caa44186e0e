// Bytes as text and back. Short ones are done here, where a call of the host costs more.
import { decode as hostDecode, encode as hostEncode } from 'bailey:coding';

const short = 32;
const bufferOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'buffer').get;

// A copy: the engine never again lets go of a buffer whose bytes the host has seen.
const copy = (bytes) => Reflect.apply(bufferOf, bytes, []).slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

/** `bytes` is a Uint8Array; the encodings are those of Coding in powers.ts. */
export function decode(encoding, bytes) {
  const { length } = bytes;
  if (length <= short && encoding !== 'utf16le') {
    let text = '', i = 0;
    for (; i < length && bytes[i] < 0x80; i++) text += String.fromCharCode(bytes[i]);
    if (i === length) return text;
  }
  return hostDecode(encoding, copy(bytes));
}

/** A new Uint8Array. */
export function encode(encoding, text) {
  const { length } = text;
  if (length <= short && encoding !== 'utf16le') {
    const bytes = new Uint8Array(length);
    let i = 0;
    for (let unit; i < length && (unit = text.charCodeAt(i)) < 0x80; i++) bytes[i] = unit;
    if (i === length) return bytes;
  }
  return new Uint8Array(hostEncode(encoding, text));
}

/** How many bytes the text takes in UTF-8. */
export const utf8Length = (text) => encode('utf8', text).length;
