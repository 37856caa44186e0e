// https://html.spec.whatwg.org/#atob
import { decodeBase64 } from '../buffer/decode.js';
import { decode } from '../common/coding.js';
const { DOMException } = require('internal/dom-exception');

function btoa(data) {
  if (arguments.length === 0) throw Object.assign(new TypeError('The "data" argument must be specified'), { code: 'ERR_MISSING_ARGS' });
  const text = `${data}`;
  if (/[^\0-\xff]/.test(text)) throw new DOMException('Invalid character', 'InvalidCharacterError');
  return require('buffer').Buffer.from(text, 'latin1').toString('base64');
}

function atob(data) {
  if (arguments.length === 0) throw Object.assign(new TypeError('The "data" argument must be specified'), { code: 'ERR_MISSING_ARGS' });
  let text = `${data}`.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  return decode('latin1', decodeBase64(text));
}

export default { atob, btoa };
