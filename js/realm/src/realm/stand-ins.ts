/**
 * What ports of Node's own code name and compartments must not have, for the compartment of the node: modules only:
 * references that are strong, and a registry that never calls back. They show nothing of the collector.
 */
import { freeze } from './primordials.js';

class WeakRef_<T> {
  readonly #target: T;
  constructor(target: T) { this.#target = target; }
  deref(): T { return this.#target; }
}

class FinalizationRegistry_ {
  register(): void { /* never called back */ }
  unregister(): boolean { return false; }
}

for (const [made, name] of [[WeakRef_, 'WeakRef'], [FinalizationRegistry_, 'FinalizationRegistry']] as const) {
  Object.defineProperty(made, 'name', { value: name });
  freeze(made.prototype);
  freeze(made);
}

export const standIns: Readonly<Record<string, unknown>> = freeze({ __proto__: null, WeakRef: WeakRef_, FinalizationRegistry: FinalizationRegistry_ } as unknown as Record<string, unknown>);
