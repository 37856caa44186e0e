/** Makes the properties of the page's global from the real window, row by row. */
import { liveDocument, realWindow } from '../natives/dom.js';
import { apply, create, defineProperty, freeze, getOwnPropertyDescriptor } from '../../../realm/src/realm/primordials.js';
import { guardedEventConstructor } from '../guards/events.js';
import { guardedWorkerConstructor } from '../guards/workers.js';
import { refuse } from '../report.js';
import { namedElements } from './named.js';
import { endow, functions, illegalClass, timers, value, type Properties } from './rows.js';
import { rowOf } from './table.js';
import { hostView, theFacade } from './windows.js';

/** Everything but what needs the facade itself, which does not exist yet. Taken from the window as the browser made it. */
export function takeEndowments(): Properties {
  return Object.assign(endow([realWindow], rowOf), ownMembers());
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
  Object.assign(made, functions({
    ...timers,
    open: (url?: unknown) => {
      refuse('page', `window.open(${url === undefined ? '' : `${url as string}`})`, 'a container opens no windows');
      return null;
    },
    close: () => undefined,
    print: () => { if (nativePrint !== undefined) apply(nativePrint, realWindow, []); },
    stop: () => { if (stop !== undefined) apply(stop, realWindow, []); },
    find: (...args: unknown[]) => find === undefined ? false : apply(find, realWindow, args),
    postMessage: (...args: unknown[]) => apply(postMessage!, realWindow, args),
  }));
  for (const name of ['UIEvent', 'MouseEvent', 'KeyboardEvent', 'FocusEvent', 'InputEvent', 'CompositionEvent', 'PointerEvent', 'WheelEvent', 'DragEvent', 'TouchEvent', 'TextEvent']) {
    const native = (realWindow as unknown as Record<string, Function | undefined>)[name];
    if (native !== undefined) made[name] = value(guardedEventConstructor(native));
  }
  const worker = guardedWorkerConstructor();
  if (worker !== undefined) made['Worker'] = value(worker);
  return made;
}

const nativePrint = (realWindow as unknown as { print?: Function }).print;

/** What the global inherits from: the page's `Window.prototype`, the document's elements by name, EventTarget's methods. */
export function makeWindowPrototype(): { prototype: object; Window: PropertyDescriptor } {
  const prototype = create(namedElements(realWindow.EventTarget.prototype)) as object;
  return { prototype, Window: illegalClass('Window', prototype) };
}
