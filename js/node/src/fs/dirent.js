import { coded } from './arguments.js';

const kindOf = new WeakMap();

export class Dirent {
  constructor(name, path, kind) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    kindOf.set(this, kind);
  }
  isFile() { return kindOf.get(this) === 'file'; }
  isDirectory() { return kindOf.get(this) === 'directory'; }
  isSymbolicLink() { return kindOf.get(this) === 'symlink'; }
  isBlockDevice() { return false; }
  isCharacterDevice() { return kindOf.get(this) === 'other'; }
  isFIFO() { return false; }
  isSocket() { return false; }
}

const closed = () => coded(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');

/** A folder that is read entry by entry; the names come with the first read. */
export class Dir {
  #path;
  #entries;
  #at = 0;
  #closed = false;
  constructor(path, entries) {
    this.#path = path;
    this.#entries = entries;
  }
  get path() { return this.#path; }
  readSync() {
    if (this.#closed) throw closed();
    return this.#entries[this.#at++] ?? null;
  }
  read(done) {
    if (done === undefined) return new Promise((resolve) => resolve(this.readSync()));
    Promise.resolve().then(() => this.readSync()).then((entry) => done(null, entry), done);
    return undefined;
  }
  closeSync() {
    if (this.#closed) throw closed();
    this.#closed = true;
  }
  close(done) {
    if (done === undefined) return new Promise((resolve) => resolve(this.closeSync()));
    Promise.resolve().then(() => this.closeSync()).then(() => done(null), done);
    return undefined;
  }
  async* entries() {
    try {
      for (let entry = this.readSync(); entry !== null; entry = this.readSync()) yield entry;
    } finally {
      this.#closed = true;
    }
  }
  [Symbol.asyncIterator]() {
    return this.entries();
  }
}
