// https://html.spec.whatwg.org/#atob
const { DOMException } = require('internal/dom-exception');
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function btoa(data) {
  if (arguments.length === 0) throw Object.assign(new TypeError('The "data" argument must be specified'), { code: 'ERR_MISSING_ARGS' });
  const text = `${data}`;
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    if (a > 255 || b > 255 || c > 255) throw new DOMException('Invalid character', 'InvalidCharacterError');
    result += alphabet[a >> 2] + alphabet[((a & 3) << 4) | (b >> 4)]
      + (i + 1 < text.length ? alphabet[((b & 15) << 2) | (c >> 6)] : '=') + (i + 2 < text.length ? alphabet[c & 63] : '=');
  }
  return result;
}

function atob(data) {
  if (arguments.length === 0) throw Object.assign(new TypeError('The "data" argument must be specified'), { code: 'ERR_MISSING_ARGS' });
  let text = `${data}`.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  let result = '', bits = 0, count = 0;
  for (const c of text) {
    bits = (bits << 6) | alphabet.indexOf(c);
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += String.fromCharCode((bits >> count) & 255);
    }
  }
  return result;
}

export default { atob, btoa };
