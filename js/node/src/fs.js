import { constants } from './common/fs-constants.js';
import { callback, promised, synchronous, takeCallback } from './fs/requests.js';
import { Dir, Dirent } from './fs/dirent.js';
import { Stats } from './fs/stats.js';
import * as files from './fs/descriptors.js';
import * as paths from './fs/paths.js';
import * as trees from './fs/trees.js';
import * as whole from './fs/whole-files.js';

const { open, close, fstat, fsync, ftruncate, futimes, fchmod, fchown } = files;
const { stat, lstat, access, mkdir, mkdtemp, rename, copyFile, unlink, truncate, utimes, chmod, chown, readlink, symlink, link, realpath, statfs } = paths;
const { readdir, opendir, rmdir, rm, cp } = trees;
const { readFile, readFileSync, writeFile, appendFile } = whole;

/** Operations by name; all of them exist synchronously and with a callback, and those on paths as promises. */
const onPaths = {
  access, appendFile, chmod, chown, copyFile, cp, lchmod: chmod, lchown: chown, link, lstat, lutimes: utimes, mkdir, mkdtemp, opendir, readFile,
  readdir, readlink, realpath, rename, rm, rmdir, stat, statfs, symlink, truncate, unlink, utimes, writeFile,
};
const onDescriptors = { close, fchmod, fchown, fdatasync: fsync, fstat, fsync, ftruncate, futimes, open };

const readStreams = () => require('./fs/streams.js');

const fs = {
  constants, ...Object.fromEntries(['F_OK', 'R_OK', 'W_OK', 'X_OK'].map((name) => [name, constants[name]])),
  Dir, Dirent, Stats,
};
for (const [name, operation] of Object.entries({ ...onPaths, ...onDescriptors })) {
  fs[name] = callback(name, operation);
  fs[`${name}Sync`] = synchronous(name, operation);
}

fs.readFileSync = readFileSync;

// Those whose results take a form of their own.
const reading = (names) => (value) => names.map((name) => value[name]);
fs.read = callback('read', files.read, reading(['bytesRead', 'buffer']));
fs.write = callback('write', files.write, reading(['bytesWritten', 'buffer']));
fs.readv = callback('readv', files.readv, reading(['bytesRead', 'buffers']));
fs.writev = callback('writev', files.writev, reading(['bytesWritten', 'buffers']));
fs.readSync = synchronous('read', function* (...args) { return (yield* files.read(...args)).bytesRead; });
fs.writeSync = synchronous('write', function* (...args) { return (yield* files.write(...args)).bytesWritten; });
fs.readvSync = synchronous('readv', function* (...args) { return (yield* files.readv(...args)).bytesRead; });
fs.writevSync = synchronous('writev', function* (...args) { return (yield* files.writev(...args)).bytesWritten; });
const promisify = Symbol.for('nodejs.util.promisify.custom');
for (const name of ['read', 'write', 'readv', 'writev']) Object.defineProperty(fs[name], promisify, { value: promised(name, files[name]) });

const exists = promised('exists', paths.exists);
fs.existsSync = synchronous('exists', paths.exists);
fs.exists = function (path, ...rest) {
  const done = takeCallback(rest);
  exists(path).then(done);
};
Object.defineProperty(fs.exists, promisify, { value: exists });
fs.realpath.native = fs.realpath;
fs.realpathSync.native = fs.realpathSync;

fs.openAsBlob = promised('openAsBlob', function* (path, options) {
  const { Blob } = require('internal/blob');
  return new Blob([yield* readFile(path)], { type: options?.type });
});
for (const name of ['watch', 'watchFile', 'unwatchFile']) fs[name] = (...args) => require('./fs/watch.js')[name](...args);

// Streams bring in a large module, so they are made on first use.
const lazy = (name, of) => Object.defineProperty(fs, name, {
  get: of,
  set(value) {
    Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
  },
  enumerable: true, configurable: true,
});
lazy('ReadStream', () => readStreams().ReadStream);
lazy('WriteStream', () => readStreams().WriteStream);
lazy('FileReadStream', () => readStreams().ReadStream);
lazy('FileWriteStream', () => readStreams().WriteStream);
fs.createReadStream = (path, options) => new (readStreams().ReadStream)(path, options);
fs.createWriteStream = (path, options) => new (readStreams().WriteStream)(path, options);

const promises = { constants };
for (const [name, operation] of Object.entries(onPaths)) promises[name] = promised(name, operation);
promises.open = async (path, flags, mode) => {
  const fd = await promised('open', open)(path, flags, mode);
  return new (require('./fs/file-handle.js').FileHandle)(fd);
};
promises.watch = (...args) => require('./fs/watch.js').watchAsync(...args);
lazy('promises', () => promises);

export default fs;
