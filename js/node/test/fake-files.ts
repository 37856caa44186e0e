// The broker's file methods over a folder of the host, with the answers and errors that the contract names.
import fs from 'node:fs';
import { join } from 'node:path';

type Method = (args: any, data?: ArrayBuffer) => { value: any; data?: ArrayBuffer };
const chunk = 65536;

/** Methods by name; guest path '/x' is `root`/x. Host paths never appear in an error. */
export function fileMethods(root: string): Record<string, Method> {
  const host = (path: string) => join(root, path);
  const guest = (path: string) => (path.startsWith(root) ? path.slice(root.length) || '/' : path);
  const kindOf = (entry: fs.Stats | fs.Dirent) => (entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'symlink' : 'other');
  const describe = (s: fs.Stats) => ({ kind: kindOf(s), size: s.size, mtimeMs: s.mtimeMs, mode: s.mode, ino: s.ino, nlink: s.nlink });
  const slice = (buffer: Buffer, length: number) => new Uint8Array(buffer.subarray(0, length)).buffer as ArrayBuffer;
  const methods: Record<string, Method> = {
    'file.open': ({ path, flags, mode }) => ({ value: { fd: fs.openSync(host(path), flags, mode) } }),
    'file.close': ({ fd }) => (fs.closeSync(fd), { value: {} }),
    'file.read': ({ fd, length, position }) => {
      const buffer = Buffer.alloc(Math.min(length, chunk));
      const bytes = fs.readSync(fd, buffer, 0, buffer.length, position);
      return { value: { bytes }, data: slice(buffer, bytes) };
    },
    'file.write': ({ fd, position }, data) => ({ value: { bytes: fs.writeSync(fd, Buffer.from(data!), 0, data!.byteLength, position) } }),
    'file.readAll': ({ path }) => {
      const fd = fs.openSync(host(path), 'r');
      const { size } = fs.fstatSync(fd);
      const buffer = Buffer.alloc(chunk);
      const bytes = fs.readSync(fd, buffer, 0, chunk, null);
      const more = bytes === chunk;
      if (!more) fs.closeSync(fd);
      return { value: { size, ...(more && { more: fd }) }, data: slice(buffer, bytes) };
    },
    'file.stat': ({ path, follow }) => ({ value: describe(follow ? fs.statSync(host(path)) : fs.lstatSync(host(path))) }),
    'file.fstat': ({ fd }) => ({ value: describe(fs.fstatSync(fd)) }),
    'file.list': ({ path }) => ({ value: { entries: fs.readdirSync(host(path), { withFileTypes: true }).map((e) => ({ name: e.name, kind: kindOf(e) })) } }),
    'file.mkdir': ({ path, recursive, mode }) => {
      const first = fs.mkdirSync(host(path), { recursive, mode });
      return { value: first === undefined ? {} : { first: guest(first) } };
    },
    'file.remove': ({ path, recursive, force, directory }) => {
      if (recursive || force) fs.rmSync(host(path), { recursive, force });
      else if (directory) fs.rmdirSync(host(path));
      else fs.unlinkSync(host(path));
      return { value: {} };
    },
    'file.rename': ({ from, to }) => (fs.renameSync(host(from), host(to)), { value: {} }),
    'file.copy': ({ from, to, exclusive }) => (fs.copyFileSync(host(from), host(to), exclusive ? fs.constants.COPYFILE_EXCL : 0), { value: {} }),
    'file.truncate': ({ path, fd, length }) => (fd === undefined ? fs.truncateSync(host(path), length) : fs.ftruncateSync(fd, length), { value: {} }),
    'file.utimes': ({ path, atimeMs, mtimeMs }) => (fs.utimesSync(host(path), atimeMs / 1000, mtimeMs / 1000), { value: {} }),
    'file.chmod': ({ path, mode }) => (fs.chmodSync(host(path), mode), { value: {} }),
    'file.readlink': ({ path }) => ({ value: { target: guest(fs.readlinkSync(host(path))) } }),
    'file.symlink': ({ target, path }) => (fs.symlinkSync(target.startsWith('/') ? host(target) : target, host(path)), { value: {} }),
    'file.realpath': ({ path }) => ({ value: { path: guest(fs.realpathSync(host(path))) } }),
    'file.access': ({ path, mode }) => (fs.accessSync(host(path), mode), { value: {} }),
    'file.mkdtemp': ({ prefix }) => ({ value: { path: guest(fs.mkdtempSync(host(prefix))) } }),
    'file.sync': ({ fd }) => (fs.fsyncSync(fd), { value: {} }),
  };
  // Errors leave with guest paths only.
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, (args, data) => {
    try {
      return method(args, data);
    } catch (error: any) {
      const own = new Error(error.message.replaceAll(root, ''));
      throw Object.assign(own, { code: error.code, errno: error.errno, syscall: error.syscall, ...(error.path && { path: guest(error.path) }) });
    }
  }]));
}
