/** The global of a worker's texts: made from the real scope, row by row. */
import { prototypeOf, realGlobal } from '../natives/both.js';
import { create, defineProperty, freeze } from '../../../realm/src/realm/primordials.js';
import { endow, functions, illegalClass, timers, type Properties } from '../facade/rows.js';
import { theFacade } from '../facade/windows.js';
import { relativeRequests } from './requests.js';
import { rowOf } from './table.js';

const ofNavigator = ['userAgent', 'appCodeName', 'appName', 'appVersion', 'platform', 'product', 'language', 'languages', 'onLine', 'hardwareConcurrency'];

/** What some members of an object of the browser's are now, and nothing else of it. */
function copyOf(target: object, names: readonly string[], tag: string): object {
  const made = create(Object.prototype) as object;
  for (const name of names) defineProperty(made, name, { value: (target as Record<string, unknown>)[name], enumerable: true });
  defineProperty(made, Symbol.toStringTag, { value: tag });
  return made;
}

/** `location`: of the guest's script. */
function locationOf(url: URL): object {
  const made = copyOf(url, ['href', 'origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'], 'WorkerLocation');
  const { href } = url;
  defineProperty(made, 'toString', { value: freeze({ toString: () => href }.toString) });
  return freeze(made);
}

/** Taken before the guards replace anything. `url`: of the guest's script. */
export function takeEndowments(url: string, importScripts: (...urls: unknown[]) => void): { prototype: object; endowments: Properties } {
  const scope = create(prototypeOf('EventTarget')!) as object;
  const prototype = create(scope) as object;
  const constants: readonly [string, unknown][] = [['location', locationOf(new URL(url))], ['navigator', freeze(copyOf(realGlobal.navigator, ofNavigator, 'WorkerNavigator'))]];
  const endowments = Object.assign(
    endow([realGlobal, prototypeOf('WorkerGlobalScope')!], rowOf),
    functions({ ...timers, importScripts }),
    relativeRequests(url),
  );
  endowments['WorkerGlobalScope'] = illegalClass('WorkerGlobalScope', scope);
  endowments['DedicatedWorkerGlobalScope'] = illegalClass('DedicatedWorkerGlobalScope', prototype);
  for (const [name, of] of constants) endowments[name] = { value: of, writable: false, enumerable: true, configurable: true };
  for (const name of ['self', 'globalThis']) endowments[name] = { get: freeze({ get: () => theFacade() }.get), enumerable: name === 'self', configurable: false };
  return { prototype, endowments };
}

