import { checkObject, checkString } from '../common/errors.js';
import { normalizeSegments, formatParts, matchesGlob } from './segments.js';

/** Node's POSIX paths; `cwd()` gives the folder that relative paths start from. */
export function makePosix(cwd) {
  const normalize = (path) => {
    checkString(path, 'path');
    if (path.length === 0) return '.';
    const absolute = path[0] === '/';
    const trailing = path.endsWith('/');
    let rest = normalizeSegments(path, !absolute, '/', (c) => c === '/');
    if (rest.length === 0) {
      if (absolute) return '/';
      return trailing ? './' : '.';
    }
    if (trailing) rest += '/';
    return absolute ? `/${rest}` : rest;
  };

  const resolve = (...paths) => {
    let resolved = '', absolute = false;
    for (let i = paths.length - 1; i >= -1 && !absolute; i--) {
      const path = i >= 0 ? paths[i] : cwd();
      checkString(path, `paths[${i}]`);
      if (path.length === 0) continue;
      resolved = `${path}/${resolved}`;
      absolute = path[0] === '/';
    }
    resolved = normalizeSegments(resolved, !absolute, '/', (c) => c === '/');
    if (absolute) return `/${resolved}`;
    return resolved.length > 0 ? resolved : '.';
  };

  const relative = (from, to) => {
    checkString(from, 'from');
    checkString(to, 'to');
    if (from === to) return '';
    from = resolve(from);
    to = resolve(to);
    if (from === to) return '';
    const a = from === '/' ? [] : from.slice(1).split('/');
    const b = to === '/' ? [] : to.slice(1).split('/');
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same++;
    return [...Array(a.length - same).fill('..'), ...b.slice(same)].join('/');
  };

  const dirname = (path) => {
    checkString(path, 'path');
    if (path.length === 0) return '.';
    let end = path.length;
    while (end > 1 && path[end - 1] === '/') end--;
    const at = path.lastIndexOf('/', end - 1);
    if (at < 0) return '.';
    if (end === 1 && path[0] === '/') return '/';
    let stop = at;
    if (stop === 0) return '/';
    // Node cuts one separator only, except that "//a" has the dirname "//".
    if (stop === 1 && path[0] === '/') return '//';
    return path.slice(0, stop);
  };

  const basename = (path, suffix) => {
    if (suffix !== undefined) checkString(suffix, 'suffix');
    checkString(path, 'path');
    let end = path.length;
    while (end > 0 && path[end - 1] === '/') end--;
    const base = end === 0 ? '' : path.slice(path.lastIndexOf('/', end - 1) + 1, end);
    if (suffix !== undefined && suffix.length > 0 && suffix.length <= path.length) {
      if (suffix === path) return '';
      // Node's scan leaves the end open when the base is itself an end of the suffix: trailing separators stay.
      if (base.length < suffix.length && suffix.endsWith(base)) return end === 0 ? path : path.slice(path.lastIndexOf('/', end - 1) + 1);
      if (base !== suffix && base.endsWith(suffix)) return base.slice(0, -suffix.length);
    }
    return base;
  };

  const extname = (path) => {
    checkString(path, 'path');
    const base = basename(path);
    const dot = base.lastIndexOf('.');
    if (dot <= 0 || base === '..') return '';
    return base.slice(dot);
  };

  const parse = (path) => {
    checkString(path, 'path');
    const parts = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return parts;
    if (path[0] === '/') parts.root = '/';
    let end = path.length;
    while (end > 0 && path[end - 1] === '/') end--;
    if (end === 0) {
      parts.dir = parts.root;
      return parts;
    }
    const start = path.lastIndexOf('/', end - 1) + 1;
    parts.base = path.slice(start, end);
    parts.ext = extname(parts.base);
    parts.name = parts.base.slice(0, parts.base.length - parts.ext.length);
    if (start > 0) parts.dir = start === 1 && parts.root ? '/' : path.slice(0, start - 1);
    return parts;
  };

  return {
    sep: '/', delimiter: ':',
    normalize, resolve, relative, dirname, basename, extname, parse,
    isAbsolute(path) {
      checkString(path, 'path');
      return path.length > 0 && path[0] === '/';
    },
    join(...paths) {
      for (const path of paths) checkString(path, 'path');
      const joined = paths.filter((path) => path.length > 0).join('/');
      return joined.length === 0 ? '.' : normalize(joined);
    },
    toNamespacedPath: (path) => path,
    _makeLong: (path) => path,
    format(object) {
      checkObject(object, 'pathObject');
      return formatParts('/', object);
    },
    matchesGlob(path, pattern) {
      checkString(path, 'path');
      checkString(pattern, 'pattern');
      return matchesGlob(path, pattern);
    },
  };
}
