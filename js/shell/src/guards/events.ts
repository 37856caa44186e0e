/** Events and their targets: listeners of the window get its facade as `this`, and no event names the real one. */
import { realGlobal } from '../natives/both.js';
import { apply, getPrototypeOf, isObject } from '../../../realm/src/realm/primordials.js';
import { hostView, realParent, theFacade, toGuest, toReal } from '../facade/windows.js';
import { prototypeOf, replaceAccessor, replaceMethod } from './replace.js';

const wrappers = new WeakMap<object, Function>();
const originals = new WeakMap<object, unknown>();

/** A function for the window to call: the page's one, called with the facade as `this`. The same each time. */
export function forWindow(listener: unknown): unknown {
  if (typeof listener !== 'function') return listener;
  let wrapper = wrappers.get(listener);
  if (wrapper === undefined) {
    wrapper = (...args: unknown[]): unknown => apply(listener, theFacade(), args);
    wrappers.set(listener, wrapper);
    originals.set(wrapper, listener);
  }
  return wrapper;
}

/** What the page once set as a handler of the window. */
export const fromWindow = (value: unknown): unknown => typeof value === 'function' ? originals.get(value) ?? null : value;

const portPrototype = prototypeOf('MessagePort');
const isPort = (value: unknown): boolean => isObject(value) && getPrototypeOf(value) === portPrototype;

/** Targets that the shell says an event has. */
const shownTargets = new WeakMap<object, unknown>();
export const showTarget = (event: object, target: unknown): void => { shownTargets.set(event, target); };

export function guardEvents(): void {
  const targets = prototypeOf('EventTarget');
  for (const name of ['addEventListener', 'removeEventListener']) {
    replaceMethod(targets, name, (native) => function (type, listener, options) {
      const self = toReal(this);
      return native(self, [type, self === realGlobal ? forWindow(listener) : listener, options]);
    });
  }
  replaceMethod(targets, 'dispatchEvent', (native) => function (event) { return native(toReal(this), [event]); });
  replaceMethod(targets, 'when', (native) => function (...args) { return native(toReal(this), args); });

  const events = prototypeOf('Event');
  for (const name of ['target', 'srcElement']) {
    replaceAccessor(events, name, { get: (native) => function () { const value = native(this); return shownTargets.get(this as object) ?? toGuest(value); } });
  }
  replaceAccessor(events, 'currentTarget', { get: (native) => function () { return toGuest(native(this)); } });
  replaceMethod(events, 'composedPath', (native) => function () { return (native(this, []) as unknown[]).map(toGuest); });
  replaceAccessor(prototypeOf('UIEvent'), 'view', { get: (native) => function () { return native(this) === realGlobal ? theFacade() : null; } });
  for (const [holder, name] of [['MouseEvent', 'relatedTarget'], ['FocusEvent', 'relatedTarget'], ['MouseEvent', 'fromElement'], ['MouseEvent', 'toElement'], ['Touch', 'target']] as const) {
    replaceAccessor(prototypeOf(holder), name, { get: (native) => function () { return toGuest(native(this)); } });
  }
  // Frames of the host page lead back to this very window: all of another window that the page gets is a way to write to it.
  replaceAccessor(prototypeOf('MessageEvent'), 'source', {
    get: (native) => function () {
      const value: unknown = native(this);
      return value === realGlobal ? theFacade() : value === realParent ? hostView : isPort(value) ? value : null;
    },
  });
  for (const name of ['initUIEvent', 'initMouseEvent', 'initKeyboardEvent', 'initCompositionEvent', 'initTextEvent']) {
    const holder = name === 'initUIEvent' ? 'UIEvent' : name.slice(4);
    replaceMethod(prototypeOf(holder), name, (native) => function (...args) {
      return native(this, args.map((value: unknown, index: number) => index === 3 && value === theFacade() ? realGlobal : value));
    });
  }
  replaceMethod(prototypeOf('MessageEvent'), 'initMessageEvent', (native) => function (...args) {
    return native(this, args.map((value: unknown) => value === theFacade() ? realGlobal : value === hostView ? null : value));
  });
}

/** Constructors of events that name a window: the page names the facade. */
export function guardedEventConstructor(native: Function): Function {
  const guarded = new Proxy(native, {
    construct(target, args: unknown[], newTarget) {
      const [type, options] = args;
      if (options === undefined || options === null || typeof options !== 'object') return Reflect.construct(target, args, newTarget) as object;
      const own = (options as { view?: unknown }).view;
      if (own === undefined || own === null) return Reflect.construct(target, args, newTarget) as object;
      const copy: Record<string, unknown> = {};
      for (const key in options) copy[key] = (options as Record<string, unknown>)[key];
      copy['view'] = own === theFacade() ? realGlobal : null;
      return Reflect.construct(target, [type, copy], newTarget) as object;
    },
  });
  Reflect.defineProperty(native.prototype as object, 'constructor', { value: guarded, writable: true, enumerable: false, configurable: true });
  return guarded;
}
