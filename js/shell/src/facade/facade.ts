/** Makes the properties of the page's global from the real window, row by row. */
import { liveDocument, nativeSetTimeout, realWindow } from '../natives/dom.js';
import { apply, create, defineProperty, freeze, getOwnPropertyDescriptor, getOwnPropertyNames, hasOwn } from '../../../realm/src/realm/primordials.js';
import { forWindow, fromWindow, guardedEventConstructor } from '../guards/events.js';
import { refuse } from '../report.js';
import { namedElements } from './named.js';
import { rowOf } from './table.js';
import { hostView, theFacade, toGuest } from './windows.js';

type Properties = Record<PropertyKey, PropertyDescriptor>;

const value = (of: unknown): PropertyDescriptor => ({ value: of, writable: true, enumerable: false, configurable: true });

/** A function of the window that may be called alone, on the facade, or on nothing. */
function called(name: string, native: Function): PropertyDescriptor {
  const { [name]: method } = { [name](...args: unknown[]): unknown { return apply(native, realWindow, args); } };
  defineProperty(method!, 'length', { value: native.length });
  return { value: method, writable: true, enumerable: true, configurable: true };
}

/** Reads the real window; an assignment makes it the page's own property, or with `writes` reaches the real one. */
function read(name: string, own: PropertyDescriptor, writes: boolean): PropertyDescriptor {
  const native = own.get!;
  const pair = getOwnPropertyDescriptor({
    get [name](): unknown { return toGuest(apply(native, realWindow, [])); },
    set [name](newValue: unknown) {
      if (writes) apply(own.set!, realWindow, [newValue]);
      else defineProperty(theFacade(), name, { value: newValue, writable: true, enumerable: true, configurable: true });
    },
  }, name)!;
  const settable = writes || own.set !== undefined;
  return { get: pair.get, set: settable ? pair.set : undefined, enumerable: true, configurable: true };
}

function handler(name: string, own: PropertyDescriptor): PropertyDescriptor {
  const pair = getOwnPropertyDescriptor({
    get [name](): unknown { return fromWindow(apply(own.get!, realWindow, [])); },
    set [name](listener: unknown) { apply(own.set!, realWindow, [forWindow(listener)]); },
  }, name)!;
  return { get: pair.get, set: pair.set, enumerable: true, configurable: true };
}

/** Everything but what needs the facade itself, which does not exist yet. Taken from the window as the browser made it. */
export function takeEndowments(): Properties {
  const made = create(null) as Properties;
  for (const name of getOwnPropertyNames(realWindow)) {
    const row = rowOf(name);
    if (row === undefined || row.as === 'own') continue;
    const own = getOwnPropertyDescriptor(realWindow, name)!;
    if (row.as === 'same') {
      const found: unknown = hasOwn(own, 'value') ? own.value : undefined;
      if (found !== undefined) made[name] = value(found);
    } else if (row.as === 'call') {
      if (typeof own.value === 'function') made[name] = called(name, own.value as Function);
    } else if (own.get !== undefined) {
      made[name] = row.as === 'handler' ? handler(name, own) : read(name, own, row.as === 'write');
    }
  }
  Object.assign(made, ownMembers());
  return made;
}

/** The rows `own`. */
function ownMembers(): Properties {
  const made = create(null) as Properties;
  const define = (name: string, make: () => unknown): void => {
    const pair = getOwnPropertyDescriptor({
      get [name](): unknown { return make(); },
      set [name](newValue: unknown) { defineProperty(theFacade(), name, { value: newValue, writable: true, enumerable: true, configurable: true }); },
    }, name)!;
    made[name] = { get: pair.get, set: pair.set, enumerable: true, configurable: true };
  };
  for (const name of ['self', 'frames']) define(name, theFacade);
  for (const name of ['window', 'globalThis']) made[name] = { get: freeze({ get: () => theFacade() }.get), enumerable: name === 'window', configurable: false };
  const framed = realWindow.parent !== (realWindow as unknown);
  define('parent', () => framed ? hostView : theFacade());
  made['top'] = { get: freeze({ get: () => framed ? hostView : theFacade() }.get), enumerable: true, configurable: false };
  define('opener', () => null);
  define('frameElement', () => null);
  define('length', () => 0);
  define('closed', () => false);
  define('event', () => realWindow.event);
  made['document'] = { get: freeze({ get: () => liveDocument }.get), enumerable: true, configurable: false };

  const { postMessage, stop, find } = realWindow as unknown as Record<string, Function>;
  const functions: Record<string, (...args: any[]) => unknown> = {
    setTimeout: (callback: unknown, ...rest: unknown[]) => timer('setTimeout', nativeSetTimeout, callback, rest),
    setInterval: (callback: unknown, ...rest: unknown[]) => timer('setInterval', nativeSetInterval, callback, rest),
    open: (url?: unknown) => {
      refuse('page', `window.open(${url === undefined ? '' : `${url as string}`})`, 'a container opens no windows');
      return null;
    },
    close: () => undefined,
    print: () => { if (nativePrint !== undefined) apply(nativePrint, realWindow, []); },
    stop: () => { if (stop !== undefined) apply(stop, realWindow, []); },
    find: (...args: unknown[]) => find === undefined ? false : apply(find, realWindow, args),
    postMessage: (...args: unknown[]) => apply(postMessage!, realWindow, args),
  };
  for (const name of Object.keys(functions)) {
    const target = functions[name]!;
    const { [name]: method } = { [name](...args: unknown[]): unknown { return apply(target, undefined, args); } };
    made[name] = { value: method, writable: true, enumerable: true, configurable: true };
  }
  for (const name of ['UIEvent', 'MouseEvent', 'KeyboardEvent', 'FocusEvent', 'InputEvent', 'CompositionEvent', 'PointerEvent', 'WheelEvent', 'DragEvent', 'TouchEvent', 'TextEvent']) {
    const native = (realWindow as unknown as Record<string, Function | undefined>)[name];
    if (native !== undefined) made[name] = value(guardedEventConstructor(native));
  }
  return made;
}

const nativeSetInterval = realWindow.setInterval.bind(realWindow);
const nativePrint = (realWindow as unknown as { print?: Function }).print;

/** Text is no code here; a callback gets the facade as `this`. */
function timer(name: string, native: Function, callback: unknown, rest: readonly unknown[]): unknown {
  if (typeof callback !== 'function') {
    refuse('realm', `${name} with text`, 'text becomes code only on the server');
    return apply(native, undefined, [() => { /* refused */ }, ...rest.slice(0, 1)]);
  }
  return apply(native, undefined, [(...args: unknown[]) => apply(callback, theFacade(), args), ...rest]);
}

/** What the global inherits from: the page's `Window.prototype`, the document's elements by name, EventTarget's methods. */
export function makeWindowPrototype(): { prototype: object; Window: PropertyDescriptor } {
  const prototype = create(namedElements(realWindow.EventTarget.prototype)) as object;
  const { Window } = { Window: function Window() { throw new TypeError('Illegal constructor'); } };
  defineProperty(Window, 'prototype', { value: prototype, writable: false, enumerable: false, configurable: false });
  defineProperty(prototype, 'constructor', value(Window));
  defineProperty(prototype, Symbol.toStringTag, { value: 'Window', writable: false, enumerable: false, configurable: true });
  return { prototype, Window: value(Window) };
}
