import { ownNames, selfNames, sharedNames } from '../../../realm/src/standard-names';
import type { LavaMoatPolicy } from './contract';
import type { Unit } from './units';

const rootName = '$root$';

/** Every standard global that this engine, which is the guests' too, has. */
export function standardConstants(): string[] {
  return [...[...sharedNames, ...ownNames].filter((name) => Object.hasOwn(globalThis, name)), ...selfNames];
}

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
  for (const name of writtenGlobals(packageName, policy)) constants.delete(name);
  return [...constants].sort();
}

/** Globals that the policy lets the package assign; the program itself, where nothing confines it, sees those of all packages. */
function writtenGlobals(packageName: string, policy: LavaMoatPolicy | undefined): string[] {
  const resources = policy?.resources ?? {};
  const confined = policy?.root?.usePolicy;
  const names = packageName !== rootName ? [packageName] : confined !== undefined ? [confined] : Object.keys(resources);
  return names.flatMap((name) => Object.entries((Object.hasOwn(resources, name) && resources[name]!.globals) || {}))
    .filter(([, grant]) => grant === 'write' || grant === 'redefine').map(([path]) => path.split('.')[0]!);
}

/** Names of a late text that are constants already: its assignments will throw TypeError. */
export function writtenConstants(unit: Unit, constants: ReadonlySet<string>): string[] {
  const { writes = [], members = [] } = unit.source.analysis ?? {};
  return [...new Set([...writes, ...members])].filter((name) => constants.has(name) || (name === '*' && constants.size > 0));
}
