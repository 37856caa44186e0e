import { createHash } from 'node:crypto';
import type { CompileHost } from '../src/host';

/** A tree of files: path to text, or to `{ link: target }`. Counts host calls. */
export type Tree = Record<string, string | { link: string }>;

export interface MemoryHost extends CompileHost {
  readonly calls: Record<string, number>;
  readonly cache: Map<string, string>;
}

/** A host over a tree in memory, with links resolved as a kernel does (40 of them at most), never leaving /app. */
export function memoryHost(tree: Tree, options: { versions?: string; cache?: Map<string, string> } = {}): MemoryHost {
  const files = new Map<string, string | { link: string }>(Object.entries(tree).map(([path, content]) => [path.startsWith('/') ? path : `/app/${path}`, content]));
  const directories = new Map<string, Map<string, string>>([['/', new Map()]]);
  const directory = (path: string): Map<string, string> => {
    let entries = directories.get(path);
    if (!entries) {
      directories.set(path, entries = new Map());
      const slash = path.lastIndexOf('/');
      directory(path.slice(0, slash) || '/').set(path.slice(slash + 1), 'directory');
    }
    return entries;
  };
  directory('/app');
  for (const [path, content] of files) {
    const slash = path.lastIndexOf('/');
    directory(path.slice(0, slash) || '/').set(path.slice(slash + 1), typeof content === 'string' ? 'file' : 'symlink');
  }
  const walk = (path: string, budget: { links: number }): string | null => {
    let at = '';
    const segments = path.split('/').filter(Boolean);
    for (const [index, segment] of segments.entries()) {
      if (segment === '.') continue;
      if (segment === '..') { at = at.slice(0, at.lastIndexOf('/')); continue; }
      const kind = directories.get(at || '/')?.get(segment);
      if (kind === undefined) return null;
      const content = files.get(`${at}/${segment}`);
      if (kind === 'symlink' && typeof content === 'object') {
        if (--budget.links < 0) return null;
        const target = content.link.startsWith('/') ? content.link : `${at}/${content.link}`;
        return walk([target, ...segments.slice(index + 1)].join('/'), budget);
      }
      at += `/${segment}`;
    }
    return at || '/';
  };
  const calls: Record<string, number> = {};
  const count = (name: string) => { calls[name] = (calls[name] ?? 0) + 1; };
  const cache = options.cache ?? new Map<string, string>();
  return {
    calls, cache, versions: options.versions ?? 'test',
    read(path) { count('read'); const content = files.get(path); return typeof content === 'string' ? content : null; },
    stat(path) {
      count('stat');
      const real = walk(path, { links: 40 });
      return real === null ? null : directories.has(real) ? 'directory' : typeof files.get(real) === 'string' ? 'file' : null;
    },
    realpath(path) { count('realpath'); return walk(path, { links: 40 }); },
    list(path) { count('list'); const entries = directories.get(path); return entries ? [...entries].map(([name, kind]) => ({ name, kind })) : null; },
    cacheGet(key) { count('cacheGet'); return cache.get(key) ?? null; },
    cachePut(key, value) { count('cachePut'); cache.set(key, value); },
    hash(text) { return createHash('sha256').update(text).digest('hex'); },
    progress() {},
  };
}
