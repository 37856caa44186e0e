/** What texts of a page ask of the runtime record besides texts of a worker: one scope of let, const and class for all scripts. */
import { create, defineProperty, freeze, getOwnPropertyDescriptor, hasOwn, ownKeys } from '../../../realm/src/realm/primordials.js';
import { declareGlobals } from '../../../realm/src/realm/compartment.js';

/** The members that the printed code of a page uses. */
export interface PageRuntime {
  /** The scope: inherits from the global; its own properties are the page's global let, const and class. */
  readonly e: object;
  /** The object that a free name is written on. `sloppy`: an unknown name becomes a property of the global. */
  readonly o: (name: string, sloppy: boolean) => object;
  /** Declares a script's let, const and class: accessors of its bindings. */
  readonly l: (bindings: object) => void;
  readonly g: (lexicals: string[], variables: string[], functionNames: string[], functions: unknown[], deletable: boolean) => void;
}

export function pageRuntime(global: object): PageRuntime {
  const scope = create(global) as object;
  return {
    e: scope,
    o: (name, sloppy) => {
      if (hasOwn(scope, name)) return scope;
      return sloppy || name in global ? global : absent(name);
    },
    l: (bindings) => {
      for (const name of ownKeys(bindings)) {
        const { get, set } = getOwnPropertyDescriptor(bindings, name)!;
        defineProperty(scope, name, { get, set, enumerable: true, configurable: false });
      }
    },
    g: (lexicals, variables, functionNames, functions, deletable) => {
      for (const name of [...lexicals, ...variables, ...functionNames]) {
        if (hasOwn(scope, name)) throw new SyntaxError(`Identifier '${name}' has already been declared`);
      }
      declareGlobals(global, lexicals, variables, functionNames, functions, deletable);
    },
  };
}

/** A reference to a global that is not there: reading and writing it both throw. */
function absent(name: string): object {
  const refuse = (): never => { throw new ReferenceError(`${name} is not defined`); };
  const base = create(null) as object;
  defineProperty(base, name, { get: refuse, set: refuse, enumerable: false, configurable: false });
  return freeze(base);
}
