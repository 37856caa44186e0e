// The few rules of WebIDL and of HTTP's grammar that all classes of fetch share.
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export const illegalInvocation = () => new TypeError('Illegal invocation');

/** A text of bytes: what a header or a status line can hold. */
export function byteString(value, what) {
  const text = `${value}`;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) throw new TypeError(`${what} holds a character beyond U+00FF`);
  }
  return text;
}

export function headerName(value) {
  const name = byteString(value, 'A header name');
  if (!token.test(name)) throw new TypeError(`Invalid header name: ${JSON.stringify(name)}`);
  return name.toLowerCase();
}

export function headerValue(value, name) {
  const text = byteString(value, `The value of ${name}`).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (/[\0\r\n]/.test(text)) throw new TypeError(`Invalid value of the header ${name}`);
  return text;
}

const normalized = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);

export function methodOf(value) {
  const method = byteString(value, 'The method');
  const upper = method.toUpperCase();
  if (!token.test(method)) throw new TypeError(`Invalid method: ${JSON.stringify(method)}`);
  if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK') throw new TypeError(`The method ${upper} is forbidden`);
  return normalized.has(upper) ? upper : method;
}

export function oneOf(value, name, allowed) {
  const text = `${value}`;
  if (!allowed.includes(text)) throw new TypeError(`${name} must be one of ${allowed.join(', ')}`);
  return text;
}

/** An absolute URL without user name and password. */
export function urlOf(value, base) {
  const { URL } = require('internal/url');
  const url = new URL(`${value}`, base);
  if (url.username !== '' || url.password !== '') throw new TypeError('A URL with a user name or a password cannot be fetched');
  return url.href;
}
