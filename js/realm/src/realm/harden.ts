/**
 * `harden` for this engine, offered to ses as the native one (see before-ses.ts).
 *
 * The same contract as ses's own: transitive over own properties and prototypes, all or nothing. It differs in how an object is
 * frozen: JavaScriptCore turns an object with many accessors into an uncacheable dictionary when Object.freeze redefines each of
 * them, which made `array.push` 20 times slower. So an object that is frozen by attributes already is left as it is, and large ones
 * get their final attributes in one step.
 *
 * What freezing costs all the same, in this engine: once Object.prototype and Array.prototype are not extensible, or the species and
 * iterator properties of arrays are read-only, `slice`, spread and calls with spread arguments take their general path (about 20 ns an
 * element instead of a block copy). There is no other way to keep one package from changing what another one's arrays do.
 */
import {
  create, defineProperties, defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isFrozen, isObject, ownKeys,
  preventExtensions, TypedArray, apply,
} from './primordials.js';
import { isNamespace, namespaceValues } from './linker/namespace-object.js';

const typedArrayTag = getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag)!.get!;

/** Freezes one object; a typed array's elements stay writable, as they always do. */
function freezeObject(target: object): void {
  if (isFrozen(target)) return;
  if (apply(typedArrayTag, target, []) !== undefined) {
    preventExtensions(target);
    for (const key of ownKeys(target)) {
      const property = getOwnPropertyDescriptor(target, key)!;
      if (typeof key === 'string' && `${+key}` === key) continue;
      defineProperty(target, key, { ...property, ...(hasOwn(property, 'value') && { writable: false }), configurable: false });
    }
  } else if (mayHaveManyAccessors(target)) {
    const final = create(null) as Record<PropertyKey, PropertyDescriptor>;
    for (const key of ownKeys(target)) {
      const property = getOwnPropertyDescriptor(target, key)!;
      if (hasOwn(property, 'value')) {
        if (property.writable === true || property.configurable === true) final[key] = { writable: false, configurable: false };
      } else if (property.configurable === true) {
        final[key] = { configurable: false };
      }
    }
    defineProperties(target, final);
    preventExtensions(target);
    if (!isFrozen(target)) freeze(target);
  } else {
    freeze(target);
  }
}

// Below this number of properties the engine's own freeze keeps the object fast whatever they are.
const few = 16;

function mayHaveManyAccessors(target: object): boolean {
  return ownKeys(target).length > few;
}

const hardened = new WeakSet<object>();

/** Whether all that the object leads to is frozen. */
export function isHardened(value: object): boolean {
  return hardened.has(value);
}

/** Returns its argument. Throws, and forgets what it visited, where an object refuses to be frozen. */
export const harden = freeze(<T>(root: T): T => {
  const reached = new Set<object>();
  const visit = (value: unknown): void => { if (isObject(value) && !hardened.has(value)) reached.add(value); };
  visit(root);
  // A Set visits what is added while it is walked.
  for (const value of reached) {
    if (isNamespace(value)) {
      // Nobody can change it, and it refuses to be frozen, as its bindings may get other values.
      for (const exported of namespaceValues(value)) visit(exported);
      continue;
    }
    freezeObject(value);
    visit(getPrototypeOf(value));
    for (const key of ownKeys(value)) {
      const property = getOwnPropertyDescriptor(value, key)!;
      visit(property.value);
      visit(property.get);
      visit(property.set);
    }
  }
  for (const value of reached) if (!isNamespace(value)) hardened.add(value);
  return root;
});
