import { invalidArgType } from '../common/errors.js';

/** The bytes of a text or of any view or buffer. */
export function bytesOf(data, encoding, name = 'data') {
  if (typeof data === 'string') return require('buffer').Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw invalidArgType(name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], data);
}

export function encodedAs(bytes, encoding) {
  const buffer = require('buffer').Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return encoding === undefined || encoding === null || encoding === 'buffer' ? buffer : buffer.toString(encoding);
}
