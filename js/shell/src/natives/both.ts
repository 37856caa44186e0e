/** What windows and workers both have, taken before any guest code ran, as in `dom.ts`. */
import { getOwnPropertyDescriptor, getPrototypeOf, uncurry } from '../../../realm/src/realm/primordials.js';

export type Call = (self: unknown, ...args: any[]) => any;

/** The function behind a method, an accessor's getter or its setter, taking `this` first; one that throws where the browser has none. */
function taken(holder: object | undefined, name: string, part: 'value' | 'get' | 'set'): Call {
  let found: unknown;
  // Browsers move members between a prototype and what it inherits from.
  for (let place: object | null | undefined = holder; found === undefined && place !== undefined && place !== null; place = getPrototypeOf(place) as object | null) {
    found = getOwnPropertyDescriptor(place, name)?.[part];
  }
  if (typeof found !== 'function') return () => { throw new TypeError(`This browser has no ${name}`); };
  return uncurry(found as (...args: any[]) => unknown);
}

export const method = (holder: object | undefined, name: string): Call => taken(holder, name, 'value');
export const getter = (holder: object | undefined, name: string): Call => taken(holder, name, 'get');
export const setter = (holder: object | undefined, name: string): Call => taken(holder, name, 'set');

export const prototypeOf = (name: string): object | undefined => (globalThis as unknown as Record<string, { prototype: object } | undefined>)[name]?.prototype;

/** The window, or the scope of a worker. */
export const realGlobal = globalThis as unknown as Window & typeof globalThis;

export const addListener = method(prototypeOf('EventTarget'), 'addEventListener');
export const removeListener = method(prototypeOf('EventTarget'), 'removeEventListener');
export const dispatch = method(prototypeOf('EventTarget'), 'dispatchEvent');
export const stopImmediate = method(prototypeOf('Event'), 'stopImmediatePropagation');

/** Runs when an event of a target comes, before the guest's listeners. */
export const on = (eventTarget: unknown, type: string, listener: (event: Event) => void, options: object | boolean = true): void =>
  addListener(eventTarget, type, listener, options);

export const nativeFetch = (realGlobal.fetch as (...args: any[]) => Promise<Response>).bind(realGlobal);
export const responseText = method(prototypeOf('Response'), 'text');
export const responseJson = method(prototypeOf('Response'), 'json');
export const responseOk = getter(prototypeOf('Response'), 'ok');
export const reportError = realGlobal.reportError.bind(realGlobal);
export const nativeSetTimeout = realGlobal.setTimeout.bind(realGlobal);
export const queueMicrotask = realGlobal.queueMicrotask.bind(realGlobal);

/** The parts of a URL that the shell looks at, read once: pages may replace the accessors. */
export interface UrlParts { readonly href: string; readonly origin: string; readonly protocol: string; readonly path: string; readonly query: string }

const NativeUrl = realGlobal.URL;
const part = (name: string): Call => getter(NativeUrl.prototype, name);
const urlHref = part('href');
const urlOrigin = part('origin');
const urlProtocol = part('protocol');
const urlPath = part('pathname');
const urlSearch = part('search');
const urlHash = part('hash');

/** Undefined where the text is no URL. `href` is without its fragment. */
export function parseUrl(text: string, base?: string): UrlParts | undefined {
  let url: URL;
  try {
    url = base === undefined ? new NativeUrl(text) : new NativeUrl(text, base);
  } catch {
    return undefined;
  }
  const href = urlHref(url) as string;
  const hash = urlHash(url) as string;
  return { href: hash === '' ? href.replace(/#$/, '') : href.slice(0, -hash.length), origin: urlOrigin(url) as string, protocol: urlProtocol(url) as string, path: urlPath(url) as string, query: urlSearch(url) as string };
}

export const ownOrigin: string = realGlobal.location.origin;
