/** Makes the properties of a compartment's global from the real window or a worker's scope, row by row. */
import { nativeSetTimeout, realGlobal } from '../natives/both.js';
import { apply, create, defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, hasOwn } from '../../../realm/src/realm/primordials.js';
import { removedNames } from '../../../realm/src/realm/standard-globals.js';
import { forWindow, fromWindow } from '../guards/events.js';
import { refuse } from '../report.js';
import type { Row } from './table.js';
import { theFacade, toGuest } from './windows.js';

export type Properties = Record<PropertyKey, PropertyDescriptor>;

export const value = (of: unknown): PropertyDescriptor => ({ value: of, writable: true, enumerable: false, configurable: true });

/** A function that may be called alone, on the facade, or on nothing. */
function called(name: string, native: Function): PropertyDescriptor {
  const { [name]: method } = { [name](...args: unknown[]): unknown { return apply(native, realGlobal, args); } };
  defineProperty(method!, 'length', { value: native.length });
  return { value: method, writable: true, enumerable: true, configurable: true };
}

/** Reads the real one; an assignment makes it the guest's own property, or with `writes` reaches the real one. */
function read(name: string, own: PropertyDescriptor, writes: boolean): PropertyDescriptor {
  const native = own.get!;
  const pair = getOwnPropertyDescriptor({
    get [name](): unknown { return toGuest(apply(native, realGlobal, [])); },
    set [name](newValue: unknown) {
      if (writes) apply(own.set!, realGlobal, [newValue]);
      else defineProperty(theFacade(), name, { value: newValue, writable: true, enumerable: true, configurable: true });
    },
  }, name)!;
  const settable = writes || own.set !== undefined;
  return { get: pair.get, set: settable ? pair.set : undefined, enumerable: true, configurable: true };
}

function handler(name: string, own: PropertyDescriptor): PropertyDescriptor {
  const pair = getOwnPropertyDescriptor({
    get [name](): unknown { return fromWindow(apply(own.get!, realGlobal, [])); },
    set [name](listener: unknown) { apply(own.set!, realGlobal, [forWindow(listener)]); },
  }, name)!;
  return { get: pair.get, set: pair.set, enumerable: true, configurable: true };
}

// Lockdown takes these off the real global, so they are kept from before.
const taken: ReadonlySet<string> = new Set(removedNames);

/** What the rows say, but for `own` and for interfaces, which are made when they are named. `holders`: the real global, and what it inherits members from. */
export function endow(holders: readonly object[], rowOf: (name: string) => Row | undefined): Properties {
  const made = create(null) as Properties;
  for (const holder of holders) {
    for (const name of getOwnPropertyNames(holder)) {
      const row = rowOf(name);
      if (row === undefined || row.as === 'own' || hasOwn(made, name) || (row.as === 'interface' && !taken.has(name))) continue;
      const own = getOwnPropertyDescriptor(holder, name)!;
      if (row.as === 'same' || row.as === 'interface') {
        const found: unknown = hasOwn(own, 'value') ? own.value : undefined;
        if (found !== undefined) made[name] = value(found);
      } else if (row.as === 'call') {
        if (typeof own.value === 'function') made[name] = called(name, own.value as Function);
      } else if (own.get !== undefined) {
        made[name] = row.as === 'handler' ? handler(name, own) : read(name, own, row.as === 'write');
      }
    }
  }
  return made;
}

/** Functions of the shell's own, as methods of the global. */
export function functions(table: Readonly<Record<string, (...args: any[]) => unknown>>): Properties {
  const made = create(null) as Properties;
  for (const name of Object.keys(table)) {
    const target = table[name]!;
    const { [name]: method } = { [name](...args: unknown[]): unknown { return apply(target, undefined, args); } };
    made[name] = { value: method, writable: true, enumerable: true, configurable: true };
  }
  return made;
}

const nativeSetInterval = realGlobal.setInterval.bind(realGlobal);

/** Text is no code here; a callback gets the facade as `this`. */
function timer(name: string, native: Function, callback: unknown, rest: readonly unknown[]): unknown {
  if (typeof callback !== 'function') {
    refuse('realm', `${name} with text`, 'text becomes code only on the server');
    return apply(native, undefined, [() => { /* refused */ }, ...rest.slice(0, 1)]);
  }
  return apply(native, undefined, [(...args: unknown[]) => apply(callback, theFacade(), args), ...rest]);
}

export const timers = {
  setTimeout: (callback: unknown, ...rest: unknown[]): unknown => timer('setTimeout', nativeSetTimeout, callback, rest),
  setInterval: (callback: unknown, ...rest: unknown[]): unknown => timer('setInterval', nativeSetInterval, callback, rest),
};

/** A class that guests can name and not make. */
export function illegalClass(name: string, prototype: object): PropertyDescriptor {
  const { [name]: made } = { [name]: function () { throw new TypeError('Illegal constructor'); } };
  defineProperty(made!, 'prototype', { value: prototype, writable: false, enumerable: false, configurable: false });
  defineProperty(prototype, 'constructor', value(made));
  defineProperty(prototype, Symbol.toStringTag, { value: name, writable: false, enumerable: false, configurable: true });
  return value(made);
}
