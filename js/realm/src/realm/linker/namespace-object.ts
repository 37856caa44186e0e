/**
 * ECMA-262 10.4.6, module namespace exotic objects, as proxies, and the two views through which printed code reads `ns.x`.
 *
 * Reading through a proxy costs JavaScriptCore a hundred times as much as an accessor that it inlines, and nothing else looks to
 * reflection as a namespace must. So the value is a proxy, and where a text says `ns.x` of its `import * as ns`, the printer reads a
 * frozen object of accessors instead, which is never a value (docs/decisions/0013).
 */
import { ignoresThis } from '../function-text.js';
import { apply, create, defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, preventExtensions } from '../primordials.js';
import type { Getter } from './record.js';

/** `ignoresThis`: what the getter gives is always one function, to which its `this` makes no difference. */
export type Exports = readonly (readonly [name: string, get: Getter, ignoresThis?: boolean])[];
export type Reads = Readonly<Record<PropertyKey, unknown>>;

const tag = Symbol.toStringTag;
const readsOf = new WeakMap<object, Reads>();

/** A frozen object of frozen accessors, without prototype. */
export function makeReads(exports: Exports): Reads {
  const reads = create(null) as Reads;
  for (const [name, get] of exports) defineProperty(reads, name, { get: freeze(get), enumerable: true, configurable: false });
  defineProperty(reads, tag, { value: 'Module', writable: false, enumerable: false, configurable: false });
  return freeze(reads);
}

/**
 * The namespace object of exports, which are in code unit order, over their `reads`. The traps that are absent do on the target what the specification asks for: no prototype and none
 * to be set, no extension, no deletion.
 *
 * Stops: changing it, and reaching target, handler or `reads` through it. Does not stop: changing what is exported.
 */
export function makeNamespace(exports: Exports, reads: Reads): object {
  const target = create(null) as object;
  // Writable, so that a proxy may report any value; no trap ever writes it.
  for (const [name] of exports) defineProperty(target, name, { value: undefined, writable: true, enumerable: true, configurable: false });
  defineProperty(target, tag, { value: 'Module', writable: false, enumerable: false, configurable: false });
  const keys = freeze([...exports.map(([name]) => name), tag]);
  const describe = (key: PropertyKey): PropertyDescriptor | undefined => typeof key === 'string' && hasOwn(target, key)
    ? { __proto__: null, value: reads[key], writable: true, enumerable: true, configurable: false } as PropertyDescriptor
    : getOwnPropertyDescriptor(target, key);
  const namespace = new Proxy(preventExtensions(target), freeze({
    __proto__: null,
    get: (_target: object, key: PropertyKey) => reads[key],
    set: () => false,
    getOwnPropertyDescriptor: (_target: object, key: PropertyKey) => describe(key),
    defineProperty: (_target: object, key: PropertyKey, wanted: PropertyDescriptor) => isUnchanged(describe(key), wanted),
    ownKeys: () => keys,
  } as unknown as ProxyHandler<object>));
  readsOf.set(namespace, reads);
  return namespace;
}

/** Whether a definition asks for what is there already. */
function isUnchanged(current: PropertyDescriptor | undefined, wanted: PropertyDescriptor): boolean {
  if (current === undefined || hasOwn(wanted, 'get') || hasOwn(wanted, 'set')) return false;
  for (const name of ['configurable', 'enumerable', 'writable', 'value'] as const) {
    if (hasOwn(wanted, name) && !Object.is(wanted[name], current[name])) return false;
  }
  return true;
}

export const isNamespace = (value: object): boolean => readsOf.has(value);

/** What a namespace exports by now, without what is not initialised yet. */
export function namespaceValues(namespace: object): unknown[] {
  const reads = readsOf.get(namespace)!;
  const values: unknown[] = [];
  for (const name of Object.keys(reads)) {
    try {
      values.push(reads[name]);
    } catch (error) {
      // Not initialised: a circle of modules. The stack's end is not that: who locks what is exported must not miss any of it.
      if (getPrototypeOf(error) !== ReferenceError.prototype) throw error;
    }
  }
  return values;
}

/**
 * What `ns.f(x)` is printed as a call of: an object like `reads` whose functions have the namespace as `this`. One that does not look
 * at its `this` is there as it is; any other is wrapped, which JavaScriptCore inlines too.
 */
export function makeCalls(exports: Exports, namespace: object): object {
  return makeReads(exports.map(([name, get, ignoresThis]) => [name, ignoresThis ? get : calledOn(namespace, get)]));
}

function calledOn(namespace: object, get: Getter): Getter {
  let last: unknown;
  let callable: unknown;
  return () => {
    const value = get();
    if (value !== last) {
      callable = typeof value !== 'function' || ignoresThis(value) ? value : (...args: unknown[]) => apply(value, namespace, args);
      last = value;
    }
    return callable;
  };
}
