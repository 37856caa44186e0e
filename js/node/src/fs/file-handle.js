import { promised } from './requests.js';
import * as files from './descriptors.js';
import * as whole from './whole-files.js';

const EventEmitter = require('events');
const run = Object.fromEntries(Object.entries({ ...files, ...whole }).filter(([, each]) => typeof each === 'function').map(([name, each]) => [name, promised(name, each)]));
const asyncDispose = Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose');

/** What `fs.promises.open` gives. */
export class FileHandle extends EventEmitter {
  #fd;
  #closing;
  constructor(fd) {
    super();
    this.#fd = fd;
  }
  get fd() {
    return this.#fd;
  }
  #open(syscall) {
    if (this.#fd === -1) throw Object.assign(new Error('file closed'), { code: 'EBADF', syscall });
    return this.#fd;
  }
  async read(...args) { return run.read(this.#open('read'), ...args); }
  async write(...args) { return run.write(this.#open('write'), ...args); }
  async readv(buffers, position) { return run.readv(this.#open('read'), buffers, position); }
  async writev(buffers, position) { return run.writev(this.#open('write'), buffers, position); }
  async readFile(options) { return run.readFile(this.#open('read'), options); }
  async writeFile(data, options) { return run.writeFile(this.#open('write'), data, options); }
  async appendFile(data, options) { return run.writeFile(this.#open('write'), data, options); }
  async stat(options) { return run.fstat(this.#open('fstat'), options); }
  async truncate(length) { return run.ftruncate(this.#open('ftruncate'), length); }
  async sync() { return run.fsync(this.#open('fsync')); }
  async datasync() { return run.fsync(this.#open('fdatasync')); }
  async chmod(mode) { return run.fchmod(this.#open('fchmod'), mode); }
  async chown(uid, gid) { return run.fchown(this.#open('fchown'), uid, gid); }
  async utimes(atime, mtime) { return run.futimes(this.#open('futime'), atime, mtime); }
  close() {
    if (this.#fd === -1) return this.#closing ?? Promise.resolve();
    const fd = this.#fd;
    this.#fd = -1;
    this.#closing = run.close(fd).then(() => void this.emit('close'));
    return this.#closing;
  }
  createReadStream(options) {
    return this.#stream('ReadStream', options);
  }
  createWriteStream(options) {
    return this.#stream('WriteStream', options);
  }
  #stream(kind, options = {}) {
    const streams = require('fs');
    const stream = new streams[kind](undefined, { ...options, fd: this.#open('open'), autoClose: options.autoClose ?? true });
    stream.once('close', () => {
      this.#fd = -1;
      this.emit('close');
    });
    return stream;
  }
  readLines(options) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }
  readableWebStream() {
    return require('stream').Readable.toWeb(this.createReadStream({ autoClose: false }));
  }
  [asyncDispose]() {
    return this.close();
  }
}
