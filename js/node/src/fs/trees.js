// Operations on folders and all that is in them.
import { request, wait } from './requests.js';
import { coded, nameAs, optionsOf, pathOf, systemError } from './arguments.js';
import { Dir, Dirent } from './dirent.js';
import { copyFile, lstat, mkdir, readlink, stat, symlink, unlink, utimes } from './paths.js';
import { checkBoolean, checkFunction } from '../common/errors.js';

const join = (folder, name) => (folder.endsWith('/') ? folder + name : `${folder}/${name}`);

function* entriesOf(path, shown) {
  const { value } = yield request('file.list', { path }, undefined, shown);
  return value.entries;
}

export function* readdir(path, options) {
  const { encoding, withFileTypes = false, recursive = false } = optionsOf(options);
  const where = pathOf(path);
  const found = [];
  const open = [{ path: where.path, shown: where.shown, prefix: '' }];
  while (open.length > 0) {
    const folder = open.shift();
    for (const { name, kind } of yield* entriesOf(folder.path, folder.shown)) {
      found.push(withFileTypes ? new Dirent(nameAs(name, encoding), folder.shown, kind) : nameAs(folder.prefix + name, encoding));
      if (recursive && kind === 'directory') open.push({ path: join(folder.path, name), shown: join(folder.shown, name), prefix: `${folder.prefix}${name}/` });
    }
  }
  return found;
}

export function* opendir(path, options) {
  const { shown } = pathOf(path);
  return new Dir(shown, yield* readdir(path, { ...optionsOf(options), withFileTypes: true }));
}

export function* rmdir(path, options) {
  const where = pathOf(path);
  if (options?.recursive) {
    yield* rm(path, { recursive: true, force: false });
    return;
  }
  yield request('file.remove', { path: where.path, recursive: false, force: false, directory: true }, undefined, where.shown);
}

export function* rm(path, options = {}) {
  const { recursive = false, force = false } = options ?? {};
  checkBoolean(recursive, 'options.recursive');
  checkBoolean(force, 'options.force');
  const where = pathOf(path);
  const found = yield* lstat(path, { throwIfNoEntry: !force });
  if (found === undefined) return;
  if (found.isDirectory() && !recursive) {
    const error = coded(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${where.shown}`);
    throw Object.assign(error, { name: 'SystemError', errno: 21, syscall: 'rm', path: where.shown });
  }
  yield request('file.remove', { path: where.path, recursive, force, directory: found.isDirectory() }, undefined, where.shown);
}

const refusal = (code, errno, reason, path) => Object.assign(coded(Error, code, `${reason}: cp returned ${path}`), { errno, syscall: 'cp', path });

/** `fs.cp`: files, links and, with `recursive`, folders. */
export function* cp(from, to, options = {}) {
  const { dereference = false, errorOnExist = false, filter, force = true, mode = 0, preserveTimestamps = false, recursive = false } = options ?? {};
  if (filter !== undefined) checkFunction(filter, 'options.filter');
  const source = pathOf(from, 'src').path, target = pathOf(to, 'dest').path;
  if (source === target || target.startsWith(`${source}/`)) {
    throw refusal('ERR_FS_CP_EINVAL', 22, 'Invalid src or dest', source === target ? 'src and dest cannot be the same' : `cannot copy ${source} to a subdirectory of self ${target}`);
  }
  const open = [[source, target]];
  while (open.length > 0) {
    const [a, b] = open.pop();
    if (filter && !(yield wait(filter(a, b)))) continue;
    const what = yield* (dereference ? stat : lstat)(a);
    const there = yield* lstat(b, { throwIfNoEntry: false });
    if (what.isDirectory()) {
      if (!recursive) throw refusal('ERR_FS_EISDIR', 21, 'Recursive option not enabled, cannot copy a directory', a);
      if (there && !there.isDirectory()) throw refusal('ERR_FS_CP_DIR_TO_NON_DIR', 20, 'Cannot overwrite non-directory with directory', b);
      if (!there) yield* mkdir(b, { recursive: true, mode: what.mode & 0o777 });
      for (const { name } of yield* entriesOf(a)) open.push([join(a, name), join(b, name)]);
    } else {
      if (there?.isDirectory()) throw refusal('ERR_FS_CP_NON_DIR_TO_DIR', 21, 'Cannot overwrite directory with non-directory', b);
      if (there && !force) {
        if (errorOnExist) throw refusal('ERR_FS_CP_EEXIST', 17, 'Target already exists', b);
        continue;
      }
      if (!there && b === target) yield* mkdir(b.slice(0, b.lastIndexOf('/')) || '/', { recursive: true });
      if (what.isSymbolicLink()) {
        if (there) yield* unlink(b);
        yield* symlink(yield* readlink(a), b);
      } else if (what.isFile()) yield* copyFile(a, b, mode);
      else throw systemError('EINVAL', -22, 'cannot copy a special file', 'cp', a);
      if (preserveTimestamps) yield* utimes(b, what.atime, what.mtime);
    }
  }
}
