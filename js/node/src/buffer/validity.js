import { coded, invalidArgType } from '../common/errors.js';

const bytesOf = (input) => {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  throw invalidArgType('input', ['TypedArray', 'Buffer'], input);
};

export function isAscii(input) {
  return bytesOf(input).every((byte) => byte < 128);
}

export function isUtf8(input) {
  try {
    new (require('internal/encoding').TextDecoder)('utf-8', { fatal: true }).decode(bytesOf(input));
    return true;
  } catch {
    return false;
  }
}

/** `buffer.transcode` between the encodings that Buffer knows; what ASCII and Latin-1 cannot hold becomes '?'. */
export function transcode(source, from, to) {
  const { Buffer } = require('buffer');
  if (!(source instanceof Uint8Array)) throw invalidArgType('source', ['Buffer', 'Uint8Array'], source);
  for (const encoding of [from, to]) {
    if (!/^(utf-?8|ucs-?2|utf-?16le|latin1|binary|ascii)$/i.test(encoding)) throw coded(Error, 'U_ILLEGAL_ARGUMENT_ERROR', 'Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
  }
  let text = Buffer.from(source).toString(from);
  if (/^(latin1|binary)$/i.test(to)) text = text.replace(/[^\u0000-\u00ff]/gu, '?');
  if (/^ascii$/i.test(to)) text = text.replace(/[^\u0000-\u007f]/gu, '?');
  return Buffer.from(text, to);
}
