/** What asks for a URL, relative to the guest's own script: the browser takes the shell's, which is the worker's real one. */
import { getter, nativeFetch, parseUrl, prototypeOf, realGlobal } from '../natives/both.js';
import { functions, value, type Properties } from '../facade/rows.js';
import { replaceMethod } from '../guards/replace.js';
import { defineProperty } from '../../../realm/src/realm/primordials.js';

const { Request: NativeRequest, XMLHttpRequest: NativeXmlRequest } = realGlobal as unknown as Record<string, Function>;
const requestUrl = getter(prototypeOf('Request'), 'url');

function isRequest(value: unknown): boolean {
  try {
    requestUrl(value);
    return true;
  } catch {
    return false;
  }
}

export function relativeRequests(base: string): Properties {
  // What is no URL is left to the browser, which says so.
  const absolute = (url: unknown): string => {
    const text = `${url as string}`;
    return parseUrl(text, base)?.href ?? text;
  };
  const asked = (input: unknown): unknown => isRequest(input) ? input : absolute(input);
  const guarded = new Proxy(NativeRequest!, {
    construct: (target, [input, ...rest]: unknown[], newTarget) => Reflect.construct(target, [asked(input), ...rest], newTarget) as object,
  });
  defineProperty(NativeRequest!.prototype as object, 'constructor', value(guarded));
  replaceMethod(prototypeOf('XMLHttpRequest'), 'open', (native) => function (method, url, ...rest) { return native(this, [method, absolute(url), ...rest]); });
  return {
    ...functions({ fetch: (...args: unknown[]) => nativeFetch(...(args.length === 0 ? args : [asked(args[0]), ...args.slice(1)])) }),
    Request: value(guarded),
    XMLHttpRequest: value(NativeXmlRequest),
  };
}
