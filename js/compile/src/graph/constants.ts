import type { LavaMoatPolicy } from './contract';
import type { Unit } from './units';

/** The globals that one package's texts may bind as constants. Sorted, so that equal sets have equal cache keys. */
export function constantsOf(packageName: string, units: Iterable<Unit>, candidates: readonly string[], policy: LavaMoatPolicy | undefined): string[] {
  const constants = new Set(candidates);
  for (const unit of units) {
    for (const name of unit.source.analysis?.writes ?? []) constants.delete(name);
    for (const name of unit.source.analysis?.members ?? []) {
      if (name === '*') constants.clear();
      else constants.delete(name);
    }
  }
  const resources = policy?.resources;
  const granted = resources && Object.hasOwn(resources, packageName) ? resources[packageName]!.globals : undefined;
  for (const [path, grant] of Object.entries(granted ?? {})) {
    if (grant === 'write') constants.delete(path.split('.')[0]!);
  }
  return [...constants].sort();
}

/** Names of a late text that are constants already: its assignments will throw TypeError. */
export function writtenConstants(unit: Unit, constants: ReadonlySet<string>): string[] {
  const { writes = [], members = [] } = unit.source.analysis ?? {};
  return [...new Set([...writes, ...members])].filter((name) => constants.has(name) || (name === '*' && constants.size > 0));
}
