import { checkInteger, coded, invalidArgType, invalidArgValue, outOfRange } from '../common/errors.js';
import { constants as c } from '../common/fs-constants.js';

// Asked for once: a `require` is looked up anew each time.
let buffer;
export const bufferClass = () => (buffer ??= require('buffer').Buffer);

/** The text of a path argument: string, Buffer or file URL. */
export function textOf(path, name = 'path') {
  if (typeof path !== 'string') {
    if (path instanceof Uint8Array) path = require('buffer').Buffer.from(path).toString();
    else if (path !== null && typeof path === 'object' && typeof path.href === 'string' && typeof path.protocol === 'string') path = require('url').fileURLToPath(path);
    else throw invalidArgType(name, ['string', 'Buffer', 'URL'], path);
  }
  if (path.includes('\u0000')) throw invalidArgValue(name, path, 'must be a string, Uint8Array, or URL without null bytes');
  return path;
}

/** `{ path, shown }`: the absolute guest path, and the text as written for errors. */
export function pathOf(path, name) {
  const shown = textOf(path, name);
  if (shown.startsWith('/') && !/\/(\.{0,2}\/|\.{1,2}$)/.test(shown)) return { path: shown, shown };
  if (shown === '') throw Object.assign(new Error("ENOENT: no such file or directory, open ''"), { errno: -2, code: 'ENOENT', syscall: 'open', path: '' });
  return { path: require('path').resolve(shown), shown };
}

const flagNumbers = {
  r: c.O_RDONLY, rs: c.O_RDONLY | c.O_SYNC, sr: c.O_RDONLY | c.O_SYNC, 'r+': c.O_RDWR, 'rs+': c.O_RDWR | c.O_SYNC, 'sr+': c.O_RDWR | c.O_SYNC,
  w: c.O_TRUNC | c.O_CREAT | c.O_WRONLY, wx: c.O_TRUNC | c.O_CREAT | c.O_WRONLY | c.O_EXCL, xw: c.O_TRUNC | c.O_CREAT | c.O_WRONLY | c.O_EXCL,
  'w+': c.O_TRUNC | c.O_CREAT | c.O_RDWR, 'wx+': c.O_TRUNC | c.O_CREAT | c.O_RDWR | c.O_EXCL, 'xw+': c.O_TRUNC | c.O_CREAT | c.O_RDWR | c.O_EXCL,
  a: c.O_APPEND | c.O_CREAT | c.O_WRONLY, ax: c.O_APPEND | c.O_CREAT | c.O_WRONLY | c.O_EXCL, xa: c.O_APPEND | c.O_CREAT | c.O_WRONLY | c.O_EXCL,
  as: c.O_APPEND | c.O_CREAT | c.O_WRONLY | c.O_SYNC, sa: c.O_APPEND | c.O_CREAT | c.O_WRONLY | c.O_SYNC,
  'a+': c.O_APPEND | c.O_CREAT | c.O_RDWR, 'ax+': c.O_APPEND | c.O_CREAT | c.O_RDWR | c.O_EXCL, 'xa+': c.O_APPEND | c.O_CREAT | c.O_RDWR | c.O_EXCL,
  'as+': c.O_APPEND | c.O_CREAT | c.O_RDWR | c.O_SYNC, 'sa+': c.O_APPEND | c.O_CREAT | c.O_RDWR | c.O_SYNC,
};

/** Linux's number for Node's flag text. */
export function flagsOf(flags, otherwise = 'r') {
  if (flags === undefined || flags === null) flags = otherwise;
  if (typeof flags === 'number') {
    checkInteger(flags, 'flags', -2147483648, 2147483647);
    return flags;
  }
  if (!Object.hasOwn(flagNumbers, flags)) throw invalidArgValue('flags', flags);
  return flagNumbers[flags];
}

export function modeOf(mode, name = 'mode', otherwise = undefined) {
  if (mode === undefined || mode === null) mode = otherwise;
  if (typeof mode === 'string') {
    if (!/^[0-7]+$/.test(mode)) throw invalidArgValue(name, mode, 'must be a 32-bit unsigned integer or an octal string');
    mode = parseInt(mode, 8);
  }
  checkInteger(mode, name, 0, 4294967295);
  return mode;
}

export function descriptorOf(fd, name = 'fd') {
  checkInteger(fd, name, 0, 2147483647);
  return fd;
}

/** Options as Node takes them: an object, or the encoding alone. */
export function optionsOf(options, defaults = {}) {
  if (options === undefined || options === null || typeof options === 'function') return { ...defaults };
  if (typeof options === 'string') options = { encoding: options };
  else if (typeof options !== 'object') throw invalidArgType('options', ['string', 'Object'], options);
  const { encoding } = options;
  if (encoding !== undefined && encoding !== null && encoding !== 'buffer' && !bufferClass().isEncoding(encoding)) {
    throw invalidArgValue('encoding', encoding, 'is invalid encoding');
  }
  return { ...defaults, ...options };
}

/** Throws what an aborted signal says. */
export function checkSignal(signal) {
  if (signal?.aborted) {
    const { AbortError } = require('internal/abort');
    throw new AbortError(undefined, { cause: signal.reason });
  }
}

/** Milliseconds since the epoch of a time argument: seconds, Date or a text of either. */
export function timeOf(time, name) {
  if (typeof time === 'string' && +time == time) time = +time; // eslint-disable-line eqeqeq
  if (typeof time === 'number' && Number.isFinite(time)) return time * 1000;
  if (time instanceof Date) return time.getTime();
  throw invalidArgType(name, ['number', 'string', 'Date'], time);
}

/** The bytes of something to write. */
export function bytesOf(data, encoding = 'utf8', name = 'data') {
  if (typeof data === 'string') return bufferClass().from(data, encoding ?? 'utf8');
  if (ArrayBuffer.isView(data)) return data instanceof Uint8Array ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

export const encoded = (buffer, encoding) => (encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer);
export const nameAs = (text, encoding) => (encoding === 'buffer' ? require('buffer').Buffer.from(text) : encoding && encoding !== 'utf8' && encoding !== 'utf-8' ? require('buffer').Buffer.from(text).toString(encoding) : text);

/** An error as the system would report it, for what this place decides without the broker. */
export function systemError(code, errno, description, syscall, path, dest) {
  const error = new Error(`${code}: ${description}, ${syscall}${path === undefined ? '' : ` '${path}'`}${dest === undefined ? '' : ` -> '${dest}'`}`);
  return Object.assign(error, { errno, code, syscall, ...(path !== undefined && { path }), ...(dest !== undefined && { dest }) });
}
export { coded, outOfRange };
