// Operations on open files. A request carries at most 64 KiB, so larger reads and writes are several requests.
import { request } from './requests.js';
import { bytesOf, coded, descriptorOf, flagsOf, modeOf, outOfRange, pathOf, timeOf } from './arguments.js';
import { checkInteger, invalidArgType } from '../common/errors.js';
import { statsOf } from './stats.js';

export const chunk = 65536;
// Where a descriptor was opened: the broker changes times and modes by path only.
const opened = new Map();
const pathOfDescriptor = (fd, syscall) => {
  const path = opened.get(descriptorOf(fd));
  if (path === undefined) throw Object.assign(new Error(`EBADF: bad file descriptor, ${syscall}`), { errno: -9, code: 'EBADF', syscall });
  return path;
};
const exact = (bytes, start, end) => bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + end);

export function* open(path, flags, mode) {
  const where = pathOf(path);
  const { value } = yield request('file.open', { path: where.path, flags: flagsOf(flags), mode: modeOf(mode, 'mode', 0o666) }, undefined, where.shown);
  opened.set(value.fd, where.path);
  return value.fd;
}

export function* close(fd) {
  opened.delete(descriptorOf(fd));
  if (fd <= 2) return; // the standard streams stay open
  yield request('file.close', { fd });
}

/** Up to `length` bytes; standard input gives what is there, a file as much as it has. */
export function* readBytes(fd, target, position) {
  let done = 0;
  while (done < target.length) {
    const length = Math.min(chunk, target.length - done);
    const { value, data } = fd === 0
      ? yield request('stdin.read', { length })
      : yield request('file.read', { fd, length, position: position === null ? null : position + done });
    if (value.bytes === 0) break;
    target.set(new Uint8Array(data, 0, value.bytes), done);
    done += value.bytes;
    if (fd === 0) break;
  }
  return done;
}

export function* writeBytes(fd, source, position) {
  let done = 0;
  do {
    const end = Math.min(source.length, done + chunk);
    const { value } = yield request('file.write', { fd, position: position === null ? null : position + done }, exact(source, done, end));
    done += value.bytes;
    if (value.bytes === 0) break;
  } while (done < source.length);
  return done;
}

const positionOf = (position) => {
  if (position === undefined || position === null || position === -1) return null;
  if (typeof position === 'bigint') return Number(position);
  checkInteger(position, 'position', -1);
  return position;
};

/** (buffer, offset, length, position), (buffer, options) or (options), as Node has grown them. */
function rangeOf(args) {
  let [buffer, offset, length, position] = args;
  if (!ArrayBuffer.isView(buffer)) {
    ({ buffer = require('buffer').Buffer.alloc(16384), offset, length, position } = buffer ?? {});
  } else if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
  if (!ArrayBuffer.isView(buffer)) throw invalidArgType('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  offset ??= 0;
  checkInteger(offset, 'offset', 0);
  length ??= buffer.byteLength - offset;
  if (length === 0) return { buffer, view: new Uint8Array(0), position: positionOf(position) };
  if (buffer.byteLength === 0) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'buffer' is empty and cannot be written. Received ${require('internal/inspect').inspect(buffer)}`);
  if (offset >= buffer.byteLength) throw outOfRange('offset', `>= 0 && <= ${buffer.byteLength}`, offset);
  checkInteger(length, 'length', 0);
  if (length > buffer.byteLength - offset) throw outOfRange('length', `<= ${buffer.byteLength - offset}`, length);
  return { buffer, view: new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length), position: positionOf(position) };
}

export function* read(fd, ...args) {
  descriptorOf(fd);
  const { buffer, view, position } = rangeOf(args);
  return { bytesRead: yield* readBytes(fd, view, position), buffer };
}

export function* write(fd, source, ...args) {
  descriptorOf(fd);
  if (typeof source === 'string') {
    const [position, encoding] = args;
    return { bytesWritten: yield* writeBytes(fd, bytesOf(source, encoding), positionOf(position)), buffer: source };
  }
  if (!ArrayBuffer.isView(source)) throw invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], source);
  let [offset, length, position] = args;
  if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
  offset ??= 0;
  length ??= source.byteLength - offset;
  checkInteger(offset, 'offset', 0, source.byteLength);
  checkInteger(length, 'length', 0, source.byteLength - offset);
  const view = new Uint8Array(source.buffer, source.byteOffset + offset, length);
  return { bytesWritten: length === 0 ? 0 : yield* writeBytes(fd, view, positionOf(position)), buffer: source };
}

export function* readv(fd, buffers, position) {
  let bytesRead = 0, at = positionOf(position);
  for (const each of buffers) {
    const view = new Uint8Array(each.buffer, each.byteOffset, each.byteLength);
    const bytes = yield* readBytes(descriptorOf(fd), view, at);
    bytesRead += bytes;
    if (at !== null) at += bytes;
    if (bytes < view.length) break;
  }
  return { bytesRead, buffers };
}

export function* writev(fd, buffers, position) {
  let bytesWritten = 0, at = positionOf(position);
  for (const each of buffers) {
    const bytes = yield* writeBytes(descriptorOf(fd), bytesOf(each), at);
    bytesWritten += bytes;
    if (at !== null) at += bytes;
  }
  return { bytesWritten, buffers };
}

export function* fstat(fd, options) {
  const { value } = yield request('file.fstat', { fd: descriptorOf(fd) });
  return statsOf(value, options?.bigint);
}
export function* ftruncate(fd, length = 0) {
  yield request('file.truncate', { fd: descriptorOf(fd), length: Math.max(0, length ?? 0) });
}
export function* fsync(fd) {
  yield request('file.sync', { fd: descriptorOf(fd) });
}
export function* futimes(fd, atime, mtime) {
  const path = pathOfDescriptor(fd, 'futime');
  yield request('file.utimes', { path, atimeMs: timeOf(atime, 'atime'), mtimeMs: timeOf(mtime, 'mtime') });
}
export function* fchmod(fd, mode) {
  const path = pathOfDescriptor(fd, 'fchmod');
  yield request('file.chmod', { path, mode: modeOf(mode) });
}
export function* fchown(fd, uid, gid) {
  pathOfDescriptor(fd, 'fchown');
  if (uid !== 1000 || gid !== 1000) throw Object.assign(new Error('EPERM: operation not permitted, fchown'), { errno: -1, code: 'EPERM', syscall: 'fchown' });
}
