// Operations that name one path or two.
import { request } from './requests.js';
import { modeOf, nameAs, optionsOf, pathOf, systemError, textOf, timeOf } from './arguments.js';
import { checkInteger } from '../common/errors.js';
import { constants } from '../common/fs-constants.js';
import { statsOf } from './stats.js';

const missing = (error) => error?.code === 'ENOENT' || error?.code === 'ENOTDIR';

const statWith = (follow) => function* (path, options) {
  const where = pathOf(path);
  try {
    const { value } = yield request('file.stat', { path: where.path, follow }, undefined, where.shown);
    return statsOf(value, options?.bigint);
  } catch (error) {
    if (options?.throwIfNoEntry === false && missing(error)) return undefined;
    throw error;
  }
};
export const stat = statWith(true);
export const lstat = statWith(false);

export function* access(path, mode = constants.F_OK) {
  const where = pathOf(path);
  checkInteger(mode, 'mode', 0, 7);
  yield request('file.access', { path: where.path, mode }, undefined, where.shown);
}

export function* exists(path) {
  try {
    yield* access(path);
    return true;
  } catch {
    return false;
  }
}

export function* mkdir(path, options) {
  const where = pathOf(path);
  const { recursive = false, mode = 0o777 } = typeof options === 'object' && options !== null ? options : { mode: options };
  const { value } = yield request('file.mkdir', { path: where.path, recursive: Boolean(recursive), mode: modeOf(mode, 'mode', 0o777) }, undefined, where.shown);
  return recursive ? value.first : undefined;
}

export function* mkdtemp(prefix, options) {
  const { encoding } = optionsOf(options);
  const where = pathOf(textOf(prefix, 'prefix'), 'prefix');
  // `resolve` drops the separator that a prefix such as "/tmp/" ends with.
  const path = where.shown.endsWith('/') && !where.path.endsWith('/') ? `${where.path}/` : where.path;
  const { value } = yield request('file.mkdtemp', { prefix: path });
  return nameAs(where.shown.startsWith('/') ? value.path : where.shown + value.path.slice(path.length), encoding);
}

export function* rename(from, to) {
  const [a, b] = [pathOf(from, 'oldPath'), pathOf(to, 'newPath')];
  yield request('file.rename', { from: a.path, to: b.path }, undefined, a.shown, b.shown);
}

export function* copyFile(from, to, mode = 0) {
  const [a, b] = [pathOf(from, 'src'), pathOf(to, 'dest')];
  checkInteger(mode, 'mode', 0, 7);
  yield request('file.copy', { from: a.path, to: b.path, exclusive: (mode & constants.COPYFILE_EXCL) !== 0 }, undefined, a.shown, b.shown);
}

export function* unlink(path) {
  const where = pathOf(path);
  yield request('file.remove', { path: where.path, recursive: false, force: false, directory: false }, undefined, where.shown);
}

export function* truncate(path, length = 0) {
  const where = pathOf(path);
  checkInteger(length ?? 0, 'len');
  yield request('file.truncate', { path: where.path, length: Math.max(0, length ?? 0) }, undefined, where.shown);
}

export function* utimes(path, atime, mtime) {
  const where = pathOf(path);
  yield request('file.utimes', { path: where.path, atimeMs: timeOf(atime, 'atime'), mtimeMs: timeOf(mtime, 'mtime') }, undefined, where.shown);
}

export function* chmod(path, mode) {
  const where = pathOf(path);
  yield request('file.chmod', { path: where.path, mode: modeOf(mode) }, undefined, where.shown);
}

/** All files are the user's own; to give them away needs a right that no guest has. */
export function* chown(path, uid, gid) {
  const where = pathOf(path);
  checkInteger(uid, 'uid', -1, 4294967295);
  checkInteger(gid, 'gid', -1, 4294967295);
  yield* access(path);
  if ((uid !== 1000 && uid !== -1) || (gid !== 1000 && gid !== -1)) throw systemError('EPERM', -1, 'operation not permitted', 'chown', where.shown);
}

export function* readlink(path, options) {
  const { encoding } = optionsOf(options);
  const where = pathOf(path);
  const { value } = yield request('file.readlink', { path: where.path }, undefined, where.shown);
  return nameAs(value.target, encoding);
}

export function* symlink(target, path) {
  const where = pathOf(path);
  yield request('file.symlink', { target: textOf(target, 'target'), path: where.path }, undefined, where.shown);
}

/** A second name could carry a file from one grant into another: the broker has no such method. */
export function* link(from, to) {
  const [a, b] = [pathOf(from, 'existingPath'), pathOf(to, 'newPath')];
  yield* access(from);
  throw systemError('EPERM', -1, 'operation not permitted', 'link', a.shown, b.shown);
}

export function* realpath(path, options) {
  const { encoding } = optionsOf(options);
  const where = pathOf(path);
  const { value } = yield request('file.realpath', { path: where.path }, undefined, where.shown);
  return nameAs(value.path, encoding);
}

export function* statfs(path, options) {
  yield* access(path);
  const numbers = { type: 61267, bsize: 4096, blocks: 1048576, bfree: 524288, bavail: 524288, files: 1048576, ffree: 524288 };
  return options?.bigint ? Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, BigInt(n)])) : numbers;
}
