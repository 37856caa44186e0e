import { checkObject, checkString } from '../common/errors.js';
import { normalizeSegments, formatParts, matchesGlob } from './segments.js';

const isSeparator = (c) => c === '/' || c === '\\';
const isLetter = (c) => /^[A-Za-z]$/.test(c ?? '');

/**
 * The root of a path: `device` is "C:" or "\\server\share" (separators made '\\') or '', `rootLength` counts the characters that the root
 * takes in `path`, `absolute` says whether a separator follows (a UNC root is always absolute).
 */
function rootOf(path) {
  const none = { device: '', rootLength: 0, absolute: false };
  if (path.length === 0) return none;
  if (isSeparator(path[0])) {
    const unc = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
    if (unc) {
      const [all, server, share] = unc;
      // "\\.\x" and "\\?\x" are device namespaces: the root is those four characters' worth of segments
      if (server === '.' || server === '?') return { device: `\\\\${server}`, rootLength: 4, absolute: true, namespace: true };
      const after = path.length > all.length ? 1 : 0;
      return { device: `\\\\${server}\\${share}`, rootLength: all.length + after, absolute: true, unc: true, whole: after === 0 };
    }
    return { device: '', rootLength: 1, absolute: true };
  }
  if (isLetter(path[0]) && path[1] === ':') {
    const absolute = path.length > 2 && isSeparator(path[2]);
    return { device: path.slice(0, 2), rootLength: absolute ? 3 : 2, absolute };
  }
  return none;
}

/** Node's Windows paths, on any system; `cwd()` is used where no path is absolute. */
export function makeWin32(cwd) {
  const normalize = (path) => {
    checkString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return path === '/' ? '\\' : path;
    const { device, rootLength, absolute, unc, whole } = rootOf(path);
    if (unc && whole) return `${device}\\`;
    let tail = rootLength < path.length ? normalizeSegments(path.slice(rootLength), !absolute, '\\', isSeparator) : '';
    if (tail.length === 0 && !absolute) tail = '.';
    if (tail.length > 0 && isSeparator(path.at(-1))) tail += '\\';
    if (!absolute && device === '' && path.includes(':')) {
      // A relative path must not turn into one with a drive ("./C:x" -> "C:x").
      if (isLetter(tail[0]) && tail[1] === ':') return `.\\${tail}`;
      for (let at = path.indexOf(':'); at >= 0; at = path.indexOf(':', at + 1)) {
        if (at === path.length - 1 || isSeparator(path[at + 1])) return `.\\${tail}`;
      }
    }
    if (device === '') return absolute ? `\\${tail}` : tail;
    return absolute ? `${device}\\${tail}` : `${device}${tail}`;
  };

  const resolve = (...paths) => {
    let device = '', tail = '', absolute = false;
    for (let i = paths.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = paths[i];
        checkString(path, `paths[${i}]`);
        if (path.length === 0) continue;
      } else {
        // The current folder of a drive; a folder of another drive does not count.
        path = cwd();
        if (device.length > 0 && path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === '\\') path = `${device}\\`;
      }
      const root = rootOf(path);
      if (root.device.length > 0) {
        if (device.length > 0) {
          if (root.device.toLowerCase() !== device.toLowerCase()) continue;
        } else device = root.device;
      }
      if (absolute) {
        if (device.length > 0) break;
      } else {
        tail = `${path.slice(root.rootLength)}\\${tail}`;
        absolute = root.absolute;
        if (absolute && device.length > 0) break;
      }
    }
    tail = normalizeSegments(tail, !absolute, '\\', isSeparator);
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  };

  const relative = (from, to) => {
    checkString(from, 'from');
    checkString(to, 'to');
    if (from === to) return '';
    const fromWhole = resolve(from), toWhole = resolve(to);
    if (fromWhole === toWhole || fromWhole.toLowerCase() === toWhole.toLowerCase()) return '';
    const [a, b] = [fromWhole, toWhole].map((path) => path.replace(/^\\+|\\+$/g, ''));
    const low = a.toLowerCase(), other = b.toLowerCase();
    const length = Math.min(a.length, b.length);
    let i = 0, common = -1;
    for (; i < length && low[i] === other[i]; i++) if (low[i] === '\\') common = i;
    if (i < length) {
      if (common === -1) return toWhole; // another drive
    } else {
      if (b.length > length) {
        if (b[i] === '\\') return b.slice(i + 1);
        if (i === 2) return b.slice(i); // a drive and a file on it
      }
      if (a.length > length) {
        if (a[i] === '\\') common = i;
        else if (i === 2) common = 3;
      }
      if (common === -1) common = 0;
    }
    let up = '';
    for (let at = common + 1; at <= a.length; at++) if (at === a.length || a[at] === '\\') up += up === '' ? '..' : '\\..';
    if (up !== '') return up + b.slice(common);
    return b.slice(b[common] === '\\' ? common + 1 : common);
  };

  /** The length of the root as dirname, basename and parse see it, which keep the text as it is written. */
  const written = (path) => {
    const { rootLength, unc } = rootOf(path);
    return { rootLength, unc };
  };

  const dirname = (path) => {
    checkString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isSeparator(path) ? path : '.';
    const { rootLength } = written(path);
    let end = path.length;
    while (end > rootLength && isSeparator(path[end - 1])) end--;
    let at = end - 1;
    while (at >= rootLength && !isSeparator(path[at])) at--;
    if (at < rootLength) return rootLength > 0 ? path.slice(0, rootLength) : '.';
    return path.slice(0, at);
  };

  const basename = (path, suffix) => {
    if (suffix !== undefined) checkString(suffix, 'suffix');
    checkString(path, 'path');
    const start = isLetter(path[0]) && path[1] === ':' ? 2 : 0;
    let end = path.length;
    while (end > start && isSeparator(path[end - 1])) end--;
    let at = end - 1;
    while (at >= start && !isSeparator(path[at])) at--;
    const base = path.slice(at + 1, end);
    if (suffix !== undefined && suffix.length > 0 && suffix.length <= path.length) {
      if (suffix === path) return '';
      // Node's scan leaves the end open when the base is itself an end of the suffix: trailing separators stay.
      if (base.length < suffix.length && suffix.endsWith(base)) return path.slice(end === start ? start : at + 1);
      if (base !== suffix && base.endsWith(suffix)) return base.slice(0, -suffix.length);
    }
    return base;
  };

  const extensionOf = (base) => {
    const dot = base.lastIndexOf('.');
    return dot <= 0 || base === '..' ? '' : base.slice(dot);
  };

  const parse = (path) => {
    checkString(path, 'path');
    const parts = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return parts;
    const { rootLength } = written(path);
    parts.root = path.slice(0, rootLength);
    let end = path.length;
    while (end > rootLength && isSeparator(path[end - 1])) end--;
    let at = end - 1;
    while (at >= rootLength && !isSeparator(path[at])) at--;
    parts.base = path.slice(at + 1, end);
    parts.ext = extensionOf(parts.base);
    parts.name = parts.base.slice(0, parts.base.length - parts.ext.length);
    parts.dir = at + 1 > rootLength ? path.slice(0, at) : parts.root;
    return parts;
  };

  const toNamespacedPath = (path) => {
    if (typeof path !== 'string' || path.length === 0) return path;
    const resolved = resolve(path);
    if (resolved.length <= 2) return path;
    if (resolved.startsWith('\\\\')) return resolved[2] === '?' || resolved[2] === '.' ? resolved : `\\\\?\\UNC\\${resolved.slice(2)}`;
    return isLetter(resolved[0]) && resolved[1] === ':' && resolved[2] === '\\' ? `\\\\?\\${resolved}` : resolved;
  };

  return {
    sep: '\\', delimiter: ';',
    normalize, resolve, relative, dirname, basename, parse, toNamespacedPath, _makeLong: toNamespacedPath,
    extname(path) {
      checkString(path, 'path');
      return extensionOf(basename(path));
    },
    isAbsolute(path) {
      checkString(path, 'path');
      return path.length > 0 && (isSeparator(path[0]) || (path.length > 2 && isLetter(path[0]) && path[1] === ':' && isSeparator(path[2])));
    },
    join(...paths) {
      for (const path of paths) checkString(path, 'path');
      const parts = paths.filter((path) => path.length > 0);
      if (parts.length === 0) return '.';
      let joined = parts.join('\\');
      // Joining must not make a UNC root out of separators that were not one: only a first part that begins with exactly two keeps them.
      const lead = /^[\\/]+/.exec(parts[0])?.[0].length ?? 0;
      const keep = lead === 2 && parts[0].length > 2;
      if (!keep) {
        const all = /^[\\/]+/.exec(joined)?.[0].length ?? 0;
        if (all >= 2) joined = `\\${joined.slice(all)}`;
      }
      return normalize(joined);
    },
    format(object) {
      checkObject(object, 'pathObject');
      return formatParts('\\', object);
    },
    matchesGlob(path, pattern) {
      checkString(path, 'path');
      checkString(pattern, 'pattern');
      return matchesGlob(path.replaceAll('\\', '/'), pattern.replaceAll('\\', '/'));
    },
  };
}
