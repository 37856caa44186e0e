/** What printed `with` statements ask of the runtime record: ECMA-262 Object Environment Records. */
import type { RuntimeRecord } from '../abi.js';
import { apply, isObject } from './primordials.js';

type Properties = Record<PropertyKey, unknown>;

const valueOf = (object: object, name: string): unknown => name in object ? (object as Properties)[name] : undefined;

/** `ownEval` stays itself when it is called by its name. Every function may run traps and getters of the guest. */
export function withObjects(ownEval: unknown): Pick<RuntimeRecord, 'w' | 'h' | 'b' | 'j' | 'y'> {
  return {
    w: (value) => {
      if (value === undefined || value === null) throw new TypeError(`Cannot convert ${String(value)} to object`);
      return Object(value) as object;
    },
    h: (object, name) => {
      if (!(name in object)) return false;
      const hidden = (object as Properties)[Symbol.unscopables];
      return !(isObject(hidden) && (hidden as Properties)[name]);
    },
    b: valueOf,
    j: (object, name) => {
      const value = valueOf(object, name);
      return typeof value === 'function' && value !== ownEval ? (...args: unknown[]) => apply(value, object, args) : value;
    },
    y: (object, name) => Reflect.deleteProperty(object, name),
  };
}
