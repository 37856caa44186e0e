/**
 * Engine functions taken before lockdown, so that later replacements on the shared objects cannot change what the realm does.
 * After lockdown every method of the intrinsics is frozen; the realm then calls methods directly, but only on its own objects.
 */
import { sharedNames } from '../standard-names.js';

const { prototype: functionPrototype } = Function;
const { bind, call } = functionPrototype;

/** Turns a method into a function that takes `this` first. */
export const uncurry = bind.bind(call) as <T extends (...args: any[]) => any>(method: T) => (self: unknown, ...args: Parameters<T>) => ReturnType<T>;

export const {
  create, defineProperty, defineProperties, freeze, getOwnPropertyDescriptor, getOwnPropertyDescriptors, getOwnPropertyNames, getPrototypeOf,
  isFrozen, isExtensible, preventExtensions, setPrototypeOf,
} = Object;
export const { apply, construct, ownKeys } = Reflect;
export const hasOwn = Object.hasOwn;
export const functionToString = uncurry(functionPrototype.toString);
export const FeralDate = Date;
export const FeralError = Error;
export const FeralMath = Math;
export const FeralFunction = Function;
export const parseJson = JSON.parse;
export const stringifyJson = JSON.stringify as (value: unknown) => string;
export const TypedArray = getPrototypeOf(Int8Array) as Function;

/**
 * The standard globals as they were before lockdown; those of compartments are taken from it. No other name is looked at: a browser makes
 * each of its thousand interfaces when it is first seen, which takes longer than lockdown does.
 */
export const engineGlobals: Readonly<Record<PropertyKey, unknown>> = (() => {
  const found = create(null);
  for (const name of sharedNames) {
    const property = getOwnPropertyDescriptor(globalThis, name);
    if (property !== undefined && hasOwn(property, 'value')) found[name] = property.value;
  }
  return found;
})();

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A copy of a record without a prototype: names that a guest chose can never meet an inherited property. */
export function bare<T>(record: Readonly<Record<string, T>> | undefined): Readonly<Record<string, T>> {
  const copy = create(null);
  if (record !== undefined) for (const name of getOwnPropertyNames(record)) copy[name] = record[name];
  return copy;
}
