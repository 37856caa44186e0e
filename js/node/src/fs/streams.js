// createReadStream and createWriteStream: 64 KiB at a time and never more than the stream's high-water mark ahead of its consumer.
import { promised } from './requests.js';
import { bytesOf, descriptorOf, optionsOf, textOf, outOfRange } from './arguments.js';
import * as files from './descriptors.js';
import { checkInteger } from '../common/errors.js';

const { Readable, Writable } = require('stream');
const open = promised('open', files.open), close = promised('close', files.close);
const readBytes = promised('read', files.readBytes), writeBytes = promised('write', files.writeBytes);

function prepare(stream, path, options) {
  const given = options.fd;
  stream.fd = given === undefined || given === null ? null : typeof given === 'object' ? given.fd : descriptorOf(given);
  stream.path = stream.fd === null ? (textOf(path), path) : path;
  stream.flags = options.flags;
  stream.mode = options.mode ?? 0o666;
}

function construct(done) {
  if (this.fd !== null) {
    done();
    return;
  }
  open(this.path, this.flags, this.mode).then((fd) => {
    this.fd = fd;
    done();
    this.emit('open', fd);
    this.emit('ready');
  }, done);
}

function destroy(error, done) {
  const { fd } = this;
  if (fd === null || this.autoClose === false) {
    done(error);
    return;
  }
  this.fd = null;
  close(fd).then(() => done(error), (failure) => done(error ?? failure));
}

function closeWith(stream, done) {
  if (typeof done === 'function') {
    if (stream.closed) return void Promise.resolve().then(() => done());
    stream.once('close', done);
  }
  return undefined;
}

// Called with and without `new`, and inherited from by prototype: plain functions, as in Node.
export function ReadStream(path, given) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, given);
  const options = { emitClose: true, ...optionsOf(given) };
  options.highWaterMark ??= 65536;
  options.autoDestroy = options.autoClose ??= true;
  options.flags ??= 'r';
  prepare(this, path, options);
  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  this.autoClose = options.autoClose;
  if (this.start !== undefined) {
    checkInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    checkInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) throw outOfRange('start', `<= "end" (here: ${this.end})`, this.start);
  }
  Readable.call(this, { ...options, construct: undefined, read: undefined, destroy: undefined });
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
ReadStream.prototype._construct = construct;
ReadStream.prototype._destroy = destroy;
ReadStream.prototype._read = function (size) {
  const at = this.pos ?? (this.end === Infinity ? null : this.bytesRead);
  const left = this.end === Infinity ? Infinity : this.end - (this.pos ?? this.bytesRead) + 1;
  const length = Math.min(size, left, files.chunk);
  if (length <= 0) {
    this.push(null);
    return;
  }
  const { Buffer } = require('buffer');
  const buffer = Buffer.allocUnsafe(length);
  readBytes(this.fd, buffer, at).then((bytes) => {
    if (bytes > 0) {
      this.bytesRead += bytes;
      if (this.pos !== undefined) this.pos += bytes;
      this.push(bytes === length ? buffer : buffer.subarray(0, bytes));
    } else this.push(null);
  }, (error) => this.destroy(error));
};
ReadStream.prototype.close = function (done) {
  closeWith(this, done);
  this.destroy();
};

export function WriteStream(path, given) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, given);
  const options = { emitClose: true, decodeStrings: true, ...optionsOf(given) };
  options.autoDestroy = options.autoClose ??= true;
  options.flags ??= 'w';
  prepare(this, path, options);
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this.autoClose = options.autoClose;
  if (this.start !== undefined) {
    checkInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  const { encoding, ...rest } = options;
  Writable.call(this, { ...rest, construct: undefined, write: undefined, writev: undefined, destroy: undefined, final: undefined });
  if (encoding) this.setDefaultEncoding(encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
WriteStream.prototype._construct = construct;
WriteStream.prototype._destroy = destroy;
WriteStream.prototype._write = function (data, encoding, done) {
  const bytes = bytesOf(data, encoding);
  writeBytes(this.fd, bytes, this.pos ?? null).then((count) => {
    this.bytesWritten += count;
    if (this.pos !== undefined) this.pos += count;
    done();
  }, done);
};
WriteStream.prototype._writev = function (chunks, done) {
  this._write(require('buffer').Buffer.concat(chunks.map(({ chunk, encoding }) => bytesOf(chunk, encoding))), 'buffer', done);
};
WriteStream.prototype.close = function (done) {
  closeWith(this, done);
  if (!this.autoClose) this.on('finish', () => this.destroy());
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
for (const Class of [ReadStream, WriteStream]) {
  Object.defineProperty(Class.prototype, 'pending', {
    get() {
      return this.fd === null;
    },
    configurable: true,
  });
}

