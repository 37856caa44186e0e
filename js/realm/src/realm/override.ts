/**
 * Repairs the override mistake: a frozen object's data properties can not be overridden by assignment in objects that inherit from it.
 *
 * Each data property is turned into an accessor that reads the same value and whose setter does what strict assignment would do if the
 * property were writable. `originalValue` on the getter follows the convention of `ses`, which npm code (get-intrinsic) looks for.
 */
import { create, defineProperties, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isObject, ownKeys } from './primordials.js';
import { isNamespace, namespaceValues } from './linker/namespace-object.js';
import { keepsData } from './override-exceptions.js';

const repairedGetters = new WeakMap<Function, { readonly value: unknown }>();

/** What strict assignment does to a receiver that would inherit a writable data property. */
function overrideOn(holder: object, key: PropertyKey, receiver: unknown, value: unknown): void {
  if (!isObject(receiver) || receiver === holder) throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
  const own = getOwnPropertyDescriptor(receiver, key);
  if (own === undefined) {
    defineProperty(receiver, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true } as PropertyDescriptor);
  } else {
    if (own.writable !== true) throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
    defineProperty(receiver, key, { __proto__: null, value } as PropertyDescriptor);
  }
}

/** The accessor pair for one property, named as its key; accessors of a literal, so that neither is a constructor. */
function accessorFor(holder: object, key: PropertyKey, value: unknown): PropertyDescriptor {
  const pair = getOwnPropertyDescriptor({
    get [key](): unknown { return value; },
    set [key](newValue: unknown) { overrideOn(holder, key, this, newValue); },
  }, key)!;
  defineProperty(pair.get!, 'originalValue', { value });
  repairedGetters.set(pair.get!, { value });
  return pair;
}

/** Repairs every own writable data property of `holder` that the table of exceptions does not keep. The holder is to be hardened next. */
export function repairOverrides(holder: object): void {
  const repaired = create(null) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of ownKeys(holder)) {
    const property = getOwnPropertyDescriptor(holder, key)!;
    // What was never writable (names, tags) can not be overridden by assignment in any engine.
    if (property.writable !== true || property.configurable !== true || keepsData(holder, key)) continue;
    const pair = accessorFor(holder, key, property.value);
    pair.enumerable = property.enumerable === true;
    // As hardening would leave it: each redefinition counts, and after some dozens the engine turns the object into a slow dictionary.
    pair.configurable = false;
    repaired[key] = pair;
  }
  defineProperties(holder, repaired);
}

/**
 * Makes own properties of `holder` final; the holder itself need not be. `inherited`: what inherits from the holder may still override
 * them by assignment.
 */
export function repairLocked(holder: object, keys: readonly PropertyKey[], inherited: boolean): void {
  const final = create(null) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of keys) {
    const property = getOwnPropertyDescriptor(holder, key)!;
    if (!hasOwn(property, 'value')) final[key] = { configurable: false };
    else if (inherited && property.configurable === true && property.writable === true && !keepsData(holder, key)) {
      final[key] = { ...accessorFor(holder, key, property.value), enumerable: property.enumerable === true, configurable: false };
    } else final[key] = { writable: false, configurable: false };
  }
  defineProperties(holder, final);
}

/** The value behind a repaired property's getter; undefined where the getter is not one of ours. */
export function repairedValue(getter: unknown): { readonly value: unknown } | undefined {
  return typeof getter === 'function' ? repairedGetters.get(getter) : undefined;
}

/** Whether objects usually inherit from this one: a function's `prototype`, or a class (its statics are inherited by subclasses). */
function isInherited(value: object): boolean {
  const own = getOwnPropertyDescriptor(value, typeof value === 'function' ? 'prototype' : 'constructor');
  if (own === undefined) return false;
  return typeof value === 'function' ? isObject(own.value) : typeof (hasOwn(own, 'value') ? own.value : repairedValue(own.get)?.value) === 'function';
}

/**
 * Hardens `root` and all that it reaches, after repairing the override mistake on every prototype and class among it.
 *
 * Source: `harden` of hardened JavaScript; the repair is Bailey's own.
 * Stops: one package changing what another package sees of a shared module.
 * Does not stop: state behind closures, maps and typed arrays, which stays mutable.
 *
 * `harden` is the one lockdown made; objects hardened before are not walked again.
 */
export function makeOverrideHarden(harden: (root: unknown) => unknown): (root: unknown) => void {
  const done = new WeakSet<object>();
  return (root) => {
    const reached = new Set<object>();
    const visit = (value: unknown): void => { if (isObject(value) && !done.has(value)) reached.add(value); };
    visit(root);
    // A Set visits what is added while it is walked. A proxy's traps run here: they may throw, and they may ask for the same again.
    for (const value of reached) {
      if (isNamespace(value)) {
        for (const exported of namespaceValues(value)) visit(exported);
        continue;
      }
      visit(getPrototypeOf(value));
      for (const key of ownKeys(value)) {
        const property = getOwnPropertyDescriptor(value, key)!;
        visit(property.value);
        visit(property.get);
        visit(property.set);
        visit(repairedValue(property.get)?.value);
      }
    }
    for (const value of reached) if (isInherited(value) && Object.isExtensible(value)) repairOverrides(value);
    for (const value of reached) harden(value);
    for (const value of reached) if (!isNamespace(value)) done.add(value);
  };
}
