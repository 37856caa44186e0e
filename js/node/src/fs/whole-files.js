// Files read and written in one go.
import { driveNow, request, requestNow, wait } from './requests.js';
import { bufferClass, bytesOf, checkSignal, encoded, flagsOf, optionsOf, pathOf } from './arguments.js';
import { chunk, close, open, writeBytes } from './descriptors.js';

const isDescriptor = (path) => typeof path === 'number' && path === path >>> 0;
const isHandle = (path) => path !== null && typeof path === 'object' && typeof path.fd === 'number' && typeof path.close === 'function';

function joined(parts) {
  const Buffer = bufferClass();
  if (parts.length === 0) return Buffer.alloc(0);
  return parts.length === 1 ? Buffer.from(parts[0]) : Buffer.concat(parts.map((part) => new Uint8Array(part)));
}

function* readRest(fd, parts, signal) {
  for (;;) {
    checkSignal(signal);
    const { value, data } = fd === 0 ? yield request('stdin.read', { length: chunk }) : yield request('file.read', { fd, length: chunk, position: null });
    if (value.bytes === 0) return;
    parts.push(value.bytes === data.byteLength ? data : data.slice(0, value.bytes));
  }
}

/** The answer of `file.readAll` and what it left to read. */
function* completed({ value, data }, parts, signal) {
  if (data !== undefined && data.byteLength > 0) parts.push(data);
  if (value.more === undefined) return;
  try {
    yield* readRest(value.more, parts, signal);
  } finally {
    yield request('file.close', { fd: value.more });
  }
}

/** `readFileSync`. Most calls name a path and at most an encoding: for them one request and, unless the file is large, no generator. */
export function readFileSync(path, options) {
  const isPlain = options === undefined || options === null || typeof options === 'string' || (typeof options === 'object' && options.flag === undefined && options.signal === undefined);
  if (typeof path !== 'string' || !isPlain || path === '/dev/stdin') return driveNow(readFile(path, options));
  const encoding = typeof options === 'string' ? options : options?.encoding;
  if (encoding !== undefined && encoding !== null) optionsOf(encoding);
  const where = pathOf(path);
  const answer = requestNow('file.readAll', { path: where.path }, where.shown);
  const parts = [];
  if (answer.value.more === undefined) parts.push(answer.data ?? new ArrayBuffer(0));
  else driveNow(completed(answer, parts));
  return encoded(joined(parts), encoding);
}

export function* readFile(path, options) {
  const { encoding, flag, signal } = optionsOf(options, { flag: 'r' });
  checkSignal(signal);
  const parts = [];
  if (isHandle(path)) path = path.fd;
  if (isDescriptor(path)) yield* readRest(path, parts, signal);
  else {
    const where = pathOf(path);
    if (where.path === '/dev/stdin') yield* readRest(0, parts, signal);
    else if (flagsOf(flag) !== 0) {
      // Other flags than plain reading may create the file: open it as asked.
      const fd = yield* open(path, flag);
      try {
        yield* readRest(fd, parts, signal);
      } finally {
        yield* close(fd);
      }
    } else {
      yield* completed(yield request('file.readAll', { path: where.path }, undefined, where.shown), parts, signal);
    }
  }
  return encoded(joined(parts), encoding);
}

const isStream = (data) => data !== null && typeof data === 'object' && !ArrayBuffer.isView(data)
  && (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');

export function* writeFile(path, data, options) {
  const { encoding, mode, flag, signal, flush } = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  checkSignal(signal);
  // What cannot be written must not truncate the file first.
  const source = isStream(data) ? undefined : bytesOf(data, encoding);
  if (isHandle(path)) path = path.fd;
  const own = !isDescriptor(path);
  const fd = own ? yield* open(path, flag, mode) : path;
  try {
    if (source !== undefined) {
      if (source.length > 0) yield* writeBytes(fd, source, null);
    } else {
      const iterator = (data[Symbol.asyncIterator] ?? data[Symbol.iterator]).call(data);
      for (let step = yield wait(iterator.next()); !step.done; step = yield wait(iterator.next())) {
        checkSignal(signal);
        yield* writeBytes(fd, bytesOf(step.value, encoding), null);
      }
    }
    if (flush) yield request('file.sync', { fd });
  } finally {
    if (own) yield* close(fd);
  }
}

export function* appendFile(path, data, options) {
  yield* writeFile(path, data, { flag: 'a', ...optionsOf(options, { encoding: 'utf8', mode: 0o666 }) });
}
