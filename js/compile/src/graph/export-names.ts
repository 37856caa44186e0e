import type { Unit } from './units';

/** Names of one module; a text that claims more is not written by a person. */
const mostNames = 20_000;

/** The names an `import` of a CommonJS module may use: its own and those of the modules it passes on, as Node finds them. */
export function exportNames(unit: Unit, find: (id: string) => Unit | undefined): string[] {
  const names = new Set<string>();
  const seen = new Set<Unit>([unit]);
  for (const at of seen) {
    const { analysis, format } = at.source;
    if (!analysis || format !== 'commonjs') continue;
    for (const name of analysis.exports) if (names.size < mostNames) names.add(name);
    for (const specifier of analysis.reexports) {
      const link = at.links.get(specifier);
      const next = link && 'module' in link ? find(link.module) : undefined;
      if (next) seen.add(next);
    }
  }
  names.delete('default');
  return [...names];
}
