/** Which of the engine's globals a compartment has, and which it must not have. */
import { engineGlobals, hasOwn } from './primordials.js';
import { sharedNames } from '../standard-names.js';

export { sharedNames };

/**
 * Removed from the engine's own global as well, where no guest name can lead: a second line of defence.
 * | name | reason |
 * | WebAssembly | its loops cannot be interrupted; memory and tables are shared and mutable |
 * | SharedArrayBuffer, Atomics | a clock and a channel |
 * | WeakRef, FinalizationRegistry | show when the collector ran |
 * | Intl | its objects are not hardened and show the host's locale |
 * | Temporal | `Temporal.Now` is a clock |
 * | Function | makes code that was not rewritten |
 * | console, lockdown, … | what lockdown itself put or left there |
 */
export const removedNames = [
  'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'Intl', 'Temporal', 'ShadowRealm', 'Function', 'console',
  'lockdown', 'repairIntrinsics', 'hardenIntrinsics', 'harden', 'Compartment', 'ModuleSource', 'assert', 'TextEncoder', 'TextDecoder', 'URL',
] as const;

/** The shared globals of this engine, by name, as they are after lockdown replaced some of them. */
export function sharedGlobals(replaced: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = Object.create(null);
  for (const name of sharedNames) {
    const value = hasOwn(replaced, name) ? replaced[name] : engineGlobals[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
