/** Which of the engine's globals a compartment has, and which it must not have. */
import { engineGlobals, hasOwn } from './primordials.js';

/** Shared by all compartments: powerless once frozen. Names that this engine lacks are skipped. */
export const sharedNames = [
  'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape',
  'Object', 'Boolean', 'Symbol', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'SuppressedError',
  'TypeError', 'URIError', 'Number', 'BigInt', 'String', 'RegExp', 'Array', 'ArrayBuffer', 'DataView', 'Int8Array', 'Int16Array',
  'Int32Array', 'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array',
  // `ses` withholds the float arrays because V8 shows a NaN's payload through them; JavaScriptCore purifies every NaN it reads.
  'Float16Array', 'Float32Array', 'Float64Array',
  'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Proxy', 'Reflect', 'JSON', 'Iterator', 'DisposableStack', 'AsyncDisposableStack',
] as const;

/** Made per compartment or per clock. */
export const ownNames = ['Date', 'Math', 'eval', 'Function', 'globalThis'] as const;

export const valueNames = ['Infinity', 'NaN', 'undefined'] as const;

/**
 * Removed from the engine's own global as well, where no guest name can lead: a second line of defence.
 * | name | reason |
 * | WebAssembly | its loops cannot be interrupted; memory and tables are shared and mutable |
 * | SharedArrayBuffer, Atomics | a clock and a channel |
 * | WeakRef, FinalizationRegistry | show when the collector ran |
 * | Intl | its objects are not hardened and show the host's locale |
 * | Temporal | `Temporal.Now` is a clock |
 * | Function | makes code that was not rewritten |
 * | console, lockdown, … | what lockdown itself put or left there |
 */
export const removedNames = [
  'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'Intl', 'Temporal', 'ShadowRealm', 'Function', 'console',
  'lockdown', 'repairIntrinsics', 'hardenIntrinsics', 'harden', 'Compartment', 'ModuleSource', 'assert', 'TextEncoder', 'TextDecoder', 'URL',
] as const;

/** The shared globals of this engine, by name, as they are after lockdown replaced some of them. */
export function sharedGlobals(replaced: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = Object.create(null);
  for (const name of sharedNames) {
    const value = hasOwn(replaced, name) ? replaced[name] : engineGlobals[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
