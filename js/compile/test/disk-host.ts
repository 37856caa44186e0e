import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { CompileHost } from '../src/host';

/** A host over a folder of the disk, seen as /app. Links that lead out of it lead nowhere. */
export function diskHost(folder: string): CompileHost {
  const real = realpathSync(folder);
  const attempt = <T>(act: () => T): T | null => {
    try { return act(); } catch { return null; }
  };
  const onDisk = (path: string) => real + path.slice('/app'.length);
  const resolved = (path: string): string | null => {
    const found = path === '/app' || path.startsWith('/app/') ? attempt(() => realpathSync(onDisk(path))) : null;
    return found !== null && (found === real || found.startsWith(`${real}/`)) ? `/app${found.slice(real.length)}` : null;
  };
  const kind = (entry: { isDirectory(): boolean; isSymbolicLink?(): boolean }) => entry.isDirectory() ? 'directory' : entry.isSymbolicLink?.() ? 'symlink' : 'file';
  const cache = new Map<string, string>();
  return {
    versions: 'test',
    read: (path) => resolved(path) === null ? null : attempt(() => readFileSync(onDisk(path), 'utf8')),
    stat(path) {
      const found = resolved(path);
      return found === null ? null : kind(statSync(onDisk(found))) as 'file' | 'directory';
    },
    realpath: resolved,
    list: (path) => resolved(path) === null ? null : attempt(() => readdirSync(onDisk(path), { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kind(entry) }))),
    cacheGet: (key) => cache.get(key) ?? null,
    cachePut: (key, value) => { cache.set(key, value); },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
