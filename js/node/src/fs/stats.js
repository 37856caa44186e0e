import { constants } from '../common/fs-constants.js';

const { S_IFMT, S_IFREG, S_IFDIR, S_IFLNK, S_IFIFO, S_IFSOCK, S_IFCHR, S_IFBLK } = constants;
const kinds = { file: S_IFREG, directory: S_IFDIR, symlink: S_IFLNK, other: S_IFCHR };
const times = ['atime', 'mtime', 'ctime', 'birthtime'];

class StatsBase {
  #is(kind) {
    return (Number(this.mode) & S_IFMT) === kind;
  }
  isDirectory() { return this.#is(S_IFDIR); }
  isFile() { return this.#is(S_IFREG); }
  isBlockDevice() { return this.#is(S_IFBLK); }
  isCharacterDevice() { return this.#is(S_IFCHR); }
  isSymbolicLink() { return this.#is(S_IFLNK); }
  isFIFO() { return this.#is(S_IFIFO); }
  isSocket() { return this.#is(S_IFSOCK); }
}

export class Stats extends StatsBase {
  constructor(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, ...milliseconds) {
    super();
    Object.assign(this, { dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks });
    for (const [i, name] of times.entries()) this[`${name}Ms`] = milliseconds[i];
    for (const [i, name] of times.entries()) this[name] = new Date(milliseconds[i]);
  }
}

export class BigIntStats extends StatsBase {
  constructor(stats) {
    super();
    for (const name of ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks']) this[name] = BigInt(Math.trunc(stats[name]));
    for (const name of times) this[`${name}Ms`] = BigInt(Math.trunc(stats[`${name}Ms`]));
    for (const name of times) this[`${name}Ns`] = BigInt(Math.trunc(stats[`${name}Ms`] * 1e6));
    for (const name of times) this[name] = stats[name];
  }
}

/** The broker's answer as Node shows it. Owner and device are uniform; of the times the broker tells one. */
export function statsOf({ kind, size, mtimeMs, mode, ino = 0, nlink = 1 }, bigint = false) {
  const whole = (mode & S_IFMT) === 0 ? mode | kinds[kind] : mode;
  const stats = new Stats(1, whole, nlink, 1000, 1000, 0, 4096, ino, size, Math.ceil(size / 512), mtimeMs, mtimeMs, mtimeMs, mtimeMs);
  return bigint ? new BigIntStats(stats) : stats;
}
