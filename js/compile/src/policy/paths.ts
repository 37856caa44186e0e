/** How a global is used. LavaMoat writes `true` for "read". */
export type Use = 'read' | 'write';

/** Notes a use; a write outlives reads. */
export function note(uses: Map<string, Use>, path: string, use: Use): void {
  if (use === 'write' || !uses.has(path)) uses.set(path, use);
}

/** Whether a shorter path in the set covers this one. */
function isCovered(path: string, has: (path: string) => boolean): boolean {
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) if (has(path.slice(0, dot))) return true;
  return false;
}

/** Drops `a.b` where `a` is present. */
export function keepTopmost(uses: Map<string, Use>): void {
  const covered = [...uses.keys()].filter((path) => isCovered(path, (shorter) => uses.has(shorter)));
  for (const path of covered) uses.delete(path);
}

export function topmost(paths: Iterable<string>): string[] {
  const all = new Set(paths);
  return [...all].filter((path) => !isCovered(path, (shorter) => all.has(shorter))).sort();
}

/** `__proto__` in a path is refused by every reader of a policy, so a chain is named up to there. */
export function joinPath(keys: readonly string[]): string {
  const at = keys.indexOf('__proto__');
  return (at === -1 ? keys : keys.slice(0, at)).join('.');
}
