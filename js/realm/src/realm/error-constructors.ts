/**
 * Error constructors whose errors carry a `stack` in Node's form: programs print it, and JavaScriptCore's own says neither name nor message.
 * Errors that the engine itself throws keep the engine's form; node:util and the uncaught error printer translate those.
 */
import { captureStackTrace, errorHeadline, nodeFrames } from './error-stack.js';
import { FeralError, construct, defineProperties, defineProperty, getOwnPropertyDescriptor } from './primordials.js';

const names = ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError', 'SuppressedError'] as const;

type Constructor = abstract new (...args: unknown[]) => object;

/** As many as V8 shows. */
const mostFrames = 10;

function giveStack(error: object): void {
  const own = getOwnPropertyDescriptor(error, 'stack');
  if (typeof own?.value !== 'string') return;
  defineProperty(error, 'stack', { value: errorHeadline(error) + nodeFrames(own.value, mostFrames), writable: true, enumerable: false, configurable: true });
}

/** Replaces the constructors on their prototypes and on the engine's global; between repair and hardening. */
export function tameErrors(): void {
  const engine = globalThis as unknown as Record<string, Constructor | undefined>;
  const made = new Map<unknown, Function>();
  for (const name of names) {
    const native = engine[name];
    if (native === undefined) continue;
    const constructor = function (...args: unknown[]): object {
      const error = construct(native, args, new.target ?? constructor);
      giveStack(error);
      return error;
    };
    const prototype = native.prototype as object;
    defineProperties(constructor, {
      name: { value: name }, length: { value: native.length },
      prototype: { value: prototype, writable: false, enumerable: false, configurable: false },
    });
    if (name === 'Error') addStatics(constructor);
    else Object.setPrototypeOf(constructor, made.get('Error') ?? Function.prototype);
    made.set(name, constructor);
    defineProperty(prototype, 'constructor', { value: constructor });
    defineProperty(globalThis, name, { value: constructor });
  }
}

/** Whatever the engine's Error has besides its prototype, but for what changes other packages' stacks. */
function addStatics(constructor: Function): void {
  const capture = { captureStackTrace }.captureStackTrace;
  defineProperty(constructor, 'captureStackTrace', { value: capture, writable: true, enumerable: false, configurable: true });
  const isError = getOwnPropertyDescriptor(FeralError, 'isError');
  if (isError !== undefined) defineProperty(constructor, 'isError', isError);
  // Programs set it; it changes nothing, as it would change it for all.
  const mute = { get stackTraceLimit(): number { return mostFrames; }, set stackTraceLimit(_limit: number) { /* see above */ } };
  const pair = getOwnPropertyDescriptor(mute, 'stackTraceLimit')!;
  defineProperty(constructor, 'stackTraceLimit', { get: pair.get!, set: pair.set!, enumerable: true, configurable: true });
}
