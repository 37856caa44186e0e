/**
 * Error constructors whose errors carry a `stack` in Node's form: programs print it, and JavaScriptCore's own says neither name nor message.
 * Errors that the engine itself throws keep the engine's form; node:util and the uncaught error printer translate those.
 *
 * `Error` itself is made anew for each package: programs keep settings on it (`stackTraceLimit`, `prepareStackTrace`) and more. All share
 * `Error.prototype`, so that `instanceof` works between packages; its `constructor` is the shared, frozen one.
 */
import { callSites } from './call-site.js';
import { errorHeadline, framesText, guestFrames, quietGet, type Frame } from './error-stack.js';
import { FeralError, apply, construct, defineProperties, defineProperty, freeze, getOwnPropertyDescriptor, isObject, ownKeys } from './primordials.js';
import { isTextOf } from './function-text.js';

const names = ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError', 'SuppressedError'] as const;

type Constructor = abstract new (...args: unknown[]) => object;
/** What becomes of the frames of a new error or of a captured stack. */
type Present = (target: object, engineStack: string, above?: unknown) => unknown;

/** As many as V8 shows, and as a program may ask for. */
const usualFrames = 10;
const mostFrames = 200;

const plainly: Present = (target, engineStack) => errorHeadline(target) + framesText(guestFrames(engineStack, usualFrames));

const setStack = (target: object, value: unknown): void => {
  defineProperty(target, 'stack', { value, writable: true, enumerable: false, configurable: true });
};

function makeConstructor(name: string, native: Constructor, present: Present): Function {
  const constructor = function (...args: unknown[]): object {
    const error = construct(native, args, new.target ?? constructor);
    const own = getOwnPropertyDescriptor(error, 'stack');
    if (typeof own?.value === 'string') setStack(error, present(error, own.value));
    return error;
  };
  defineProperties(constructor, {
    name: { value: name }, length: { value: native.length },
    prototype: { value: native.prototype as object, writable: false, enumerable: false, configurable: false },
  });
  return constructor;
}

/** Replaces the constructors on their prototypes and on the engine's global; between repair and hardening. */
export function tameErrors(): void {
  const engine = globalThis as unknown as Record<string, Constructor | undefined>;
  let shared: Function | undefined;
  for (const name of names) {
    const native = engine[name];
    if (native === undefined) continue;
    const constructor = makeConstructor(name, native, plainly);
    if (shared !== undefined) Object.setPrototypeOf(constructor, shared);
    else {
      shared = constructor;
      addCapture(constructor, plainly);
      // Programs set it; on this one it changes nothing, as it would change it for all.
      const mute = { get stackTraceLimit(): number { return usualFrames; }, set stackTraceLimit(_limit: number) { /* see above */ } };
      defineProperty(constructor, 'stackTraceLimit', { ...getOwnPropertyDescriptor(mute, 'stackTraceLimit'), enumerable: true, configurable: true });
    }
    defineProperty(native.prototype as object, 'constructor', { value: constructor });
    defineProperty(globalThis, name, { value: constructor });
  }
}

/**
 * One package's own `Error`, with V8's `captureStackTrace`, `stackTraceLimit` and `prepareStackTrace`. Not frozen.
 * Stops: another package, which reaches it through an error class made from it, from running at the making of errors: only functions of
 * the package's own texts are asked to prepare a stack. Does not stop: changing the limit, or what the package itself keeps on it.
 */
export function makeError(packageName: string): Function {
  let isPreparing = false;
  const present: Present = (target, engineStack, above) => {
    const limit = quietGet(constructor, 'stackTraceLimit');
    if (typeof limit !== 'number') return undefined;
    const frames = beneath(guestFrames(engineStack, mostFrames), above).slice(0, Math.max(0, limit));
    const prepare = quietGet(constructor, 'prepareStackTrace');
    if (typeof prepare === 'function' && !isPreparing && isTextOf(packageName, prepare)) {
      isPreparing = true;
      try {
        return apply(prepare, constructor, [target, callSites(frames)]);
      } finally {
        isPreparing = false;
      }
    }
    return errorHeadline(target) + framesText(frames);
  };
  const constructor = makeConstructor('Error', FeralError as unknown as Constructor, present);
  addCapture(constructor, present);
  for (const key of ownKeys(constructor)) defineProperty(constructor, key, { writable: false, configurable: false });
  defineProperty(constructor, 'stackTraceLimit', { value: usualFrames, writable: true, enumerable: true, configurable: true });
  return constructor;
}

function addCapture(constructor: Function, present: Present): void {
  const { captureStackTrace } = {
    captureStackTrace(target: unknown, above?: unknown): void {
      if (!isObject(target)) throw new TypeError('Error.captureStackTrace: the target is not an object');
      const { stack } = new FeralError();
      setStack(target, present(target, typeof stack === 'string' ? stack : '', above));
    },
  };
  defineProperty(constructor, 'captureStackTrace', { value: freeze(captureStackTrace), writable: true, enumerable: false, configurable: true });
  const isError = getOwnPropertyDescriptor(FeralError, 'isError');
  if (isError !== undefined) defineProperty(constructor, 'isError', isError);
}

/** Without the frames from the top to that of the function `above`, which is known by its name alone; all where it is not there. */
function beneath(frames: readonly Frame[], above: unknown): readonly Frame[] {
  const name = typeof above === 'function' ? quietGet(above, 'name') : undefined;
  return typeof name !== 'string' || name === '' ? frames : frames.slice(frames.findIndex((frame) => frame.name === name) + 1);
}
