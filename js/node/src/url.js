import port from 'port:url/url.js';
import { checkString, coded, invalidArgType } from './common/errors.js';

const { URL, URLSearchParams } = require('internal/url');

const isUrl = (value) => value !== null && typeof value === 'object' && typeof value.href === 'string' && typeof value.protocol === 'string' && value.auth === undefined && value.path === undefined;

function fileURLToPath(value) {
  const url = typeof value === 'string' ? new URL(value) : value;
  if (!isUrl(url)) throw invalidArgType('path', ['string', 'URL'], value);
  if (url.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') throw coded(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname)) throw coded(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  return decodeURIComponent(url.pathname);
}

function pathToFileURL(path) {
  checkString(path, 'path');
  const { resolve } = require('path');
  let resolved = resolve(path);
  if (path.endsWith('/') && !resolved.endsWith('/')) resolved += '/';
  const url = new URL('file:///');
  // The characters that a URL would read as structure.
  const escapes = { '%': '%25', '\\': '%5C', '\n': '%0A', '\r': '%0D', '\t': '%09', '?': '%3F', '#': '%23' };
  url.pathname = resolved.replace(/[%\\\n\r\t?#]/g, (c) => escapes[c]);
  return url;
}

function urlToHttpOptions(url) {
  const { hostname, pathname, port: number, username, password, search } = url;
  return {
    __proto__: null, ...url,
    protocol: url.protocol, hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname, hash: url.hash, search, pathname,
    path: `${pathname || ''}${search || ''}`, href: url.href,
    ...(number !== '' && { port: Number(number) }),
    ...((username || password) && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
  };
}

function format(value, options) {
  if (!isUrl(value)) {
    if (typeof value !== 'string' && (value === null || typeof value !== 'object')) throw invalidArgType('urlObject', ['Object', 'string'], value);
    return port.format(value);
  }
  const { auth = true, fragment = true, search = true, unicode = false } = options ?? {};
  const credentials = auth && (value.username || value.password) ? `${value.username}${value.password ? `:${value.password}` : ''}@` : '';
  const host = unicode ? domainToUnicode(value.hostname) + (value.port ? `:${value.port}` : '') : value.host;
  const slashes = value.host !== '' || value.protocol === 'file:' ? '//' : '';
  return `${value.protocol}${slashes}${credentials}${host}${value.pathname}${search ? value.search : ''}${fragment ? value.hash : ''}`;
}

function domainToASCII(domain) {
  if (domain === undefined) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "domain" argument must be specified');
  try {
    return new URL(`ws://${domain}`).hostname;
  } catch {
    return '';
  }
}
function domainToUnicode(domain) {
  const ascii = domainToASCII(domain);
  return ascii.includes('xn--') ? require('internal/idna').toUnicode(ascii, {}).domain : ascii;
}

function parse(text, ...rest) {
  checkString(text, 'url');
  const parsed = port.parse(text, ...rest);
  return parsed;
}

export default {
  Url: port.Url, parse, resolve: port.resolve, resolveObject: port.resolveObject, format,
  URL, URLSearchParams, domainToASCII, domainToUnicode, fileURLToPath, pathToFileURL, urlToHttpOptions,
};
