/**
 * Locks what packages hand to each other: nobody can replace a function, class or method of it any more. State stays state.
 *
 * | what the exports lead to | what becomes final |
 * |---|---|
 * | the exports, functions and classes, and plain objects in them | functions, accessors, plain objects that hold such, instances of guests' classes |
 * | prototypes, of constructors and of instances | functions and accessors; nothing can be added, which could shadow what a base class has |
 * | an instance in the exports | its own functions |
 *
 * Arrays, collections, data, what an instance holds, and objects under a name like `_state` are state: they are left alone.
 */
import { isHardened } from '../harden.js';
import { isNamespace, namespaceValues } from './namespace-object.js';
import { repairedValue, repairLocked } from '../override.js';
import { functionToString, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isExtensible, isObject, ownKeys, preventExtensions } from '../primordials.js';

/** How much of an object is locked, each more than the one before: its prototypes, its own functions, those of its parts, and extension. */
const enum Role { State, Instance, Namespace, Prototype }

const seen = new WeakMap<object, Role>();

/**
 * Source: LavaMoat's threat of a package that changes another one's exports; where behaviour ends and state begins is Bailey's own cut.
 * Stops: replacing, deleting or redefining a function, class, method or accessor that the exports lead to.
 * Does not stop: changing state; adding a property to exports; changing what only a call of the exports returns.
 *
 * Runs no guest code but traps of proxies; an object that refuses is left as it is. `whole`: false leaves the exports' own properties.
 */
export function lockExports(exports: unknown, whole = true): void {
  const pending: { value: object; role: Role }[] = [];
  const visited = new Map<object, Role>();
  const visit = (value: unknown, role: Role): void => {
    if (!isObject(value) || isHardened(value) || (visited.get(value) ?? seen.get(value) ?? -1) >= role) return;
    visited.set(value, role);
    pending.push({ value, role });
  };
  visit(exports, isList(exports) ? Role.State : Role.Namespace);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    try {
      lockOne(next.value, next.role, visit, next.value === exports, whole);
    } catch {
      // A proxy whose traps refuse: its package guards it itself.
      needStack();
    }
  }
  // Not before all of it is locked: where this was thrown out of, the next who imports begins anew.
  for (const [value, role] of visited) seen.set(value, role);
}

/**
 * Throws the engine's RangeError where the stack is about to end. A guest chooses how much of it is left when it imports: a failure for
 * want of stack must not be taken for a proxy's refusal. This is deeper than anything that locking itself calls.
 */
function needStack(frames = 200): number {
  return frames === 0 ? 0 : 1 + needStack(frames - 1);
}

function lockOne(value: object, role: Role, visit: (value: unknown, role: Role) => void, isExports: boolean, whole: boolean): void {
  visit(getPrototypeOf(value), Role.Prototype);
  if (role === Role.State) return;
  if (isNamespace(value)) {
    for (const exported of namespaceValues(value)) visit(exported, isList(exported) ? Role.State : Role.Namespace);
    return;
  }
  const behaviour: PropertyKey[] = [];
  for (const key of ownKeys(value)) {
    const property = getOwnPropertyDescriptor(value, key)!;
    if (!hasOwn(property, 'value')) {
      visit(property.get, Role.Namespace);
      visit(property.set, Role.Namespace);
      visit(repairedValue(property.get)?.value, Role.Namespace);
      if (property.configurable === true) behaviour.push(key);
      continue;
    }
    const member: unknown = property.value;
    if (key === 'prototype' && typeof value === 'function') visit(member, Role.Prototype);
    else visit(member, roleOf(key, member, role));
    if (isBehaviour(key, member, role) && (property.writable === true || property.configurable === true)) behaviour.push(key);
  }
  if (isExports && !whole) return;
  repairLocked(value, behaviour, mayBeInherited(value, role, isExports));
  if (role === Role.Prototype && typeof value !== 'function' && isExtensible(value)) preventExtensions(value);
}

function roleOf(key: PropertyKey, member: unknown, holder: Role): Role {
  if (typeof member === 'function') return Role.Namespace;
  if (holder === Role.Instance || isPrivate(key) || isList(member)) return Role.State;
  return isPlain(member) ? Role.Namespace : Role.Instance;
}

/** Functions, plain objects that hold some, namespaces, and instances of the packages' own classes. */
function isBehaviour(key: PropertyKey, member: unknown, holder: Role): boolean {
  if (typeof member === 'function') return true;
  if (holder === Role.Instance || isPrivate(key) || !isObject(member)) return false;
  if (isNamespace(member)) return true;
  if (!isPlain(member)) return tried(() => !isHardened(getPrototypeOf(member) as object));
  return tried(() => ownKeys(member).some((inner) => {
    const property = getOwnPropertyDescriptor(member, inner)!;
    return !hasOwn(property, 'value') || typeof property.value === 'function';
  }));
}

/** Its elements are state; there may be millions. */
const isList = (value: unknown): boolean => Array.isArray(value) || ArrayBuffer.isView(value);

const isPrivate = (key: PropertyKey): boolean => typeof key === 'string' && key.startsWith('_');

function isPlain(value: unknown): value is object {
  if (!isObject(value) || typeof value === 'function') return false;
  return tried(() => {
    const prototype = getPrototypeOf(value) as object | null;
    return prototype === null || prototype === Object.prototype;
  });
}

/** False where a proxy's traps refuse to tell. */
function tried(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    needStack();
    return false;
  }
}

/**
 * Who inherits may assign what it inherits; the price is a call for each read. The exports themselves and the statics of older
 * constructors are what programs read most and rarely inherit from.
 */
function mayBeInherited(value: object, role: Role, isExports: boolean): boolean {
  if (role === Role.Prototype) return true;
  return typeof value === 'function' ? functionToString(value).startsWith('class') : !isExports;
}
