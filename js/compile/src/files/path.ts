/** POSIX path arithmetic on guest paths. No host, no symbolic links. */

/** The program's root. Nothing above it exists for the compile side. */
export const root = '/app';

/** PATH_MAX of Linux: a longer path cannot name a file. */
export const longestPath = 4096;

/** An absolute path without `.`, `..`, empty segments or a trailing slash; `..` above `/` stays at `/`. */
export function normalize(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return '/' + kept.join('/');
}

/** `path` seen from `directory`; absolute paths stand for themselves. */
export function resolvePath(directory: string, path: string): string {
  return normalize(path.startsWith('/') ? path : `${directory}/${path}`);
}

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The last extension with its dot, as `path.extname`: '' for none and for dot files. */
export function extname(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}

/** Whether a normalized path is the program's root or beneath it. */
export function isInside(path: string): boolean {
  return path === root || path.startsWith(root + '/');
}
