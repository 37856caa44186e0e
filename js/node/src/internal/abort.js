// https://dom.spec.whatwg.org/#aborting-ongoing-activities
import { AbortError, coded, invalidArgType } from '../common/errors.js';

const { EventTarget, dispatchTrusted, defineHandler } = require('internal/event-target');
const { DOMException } = require('internal/dom-exception');

const states = new WeakMap();
const stateOf = (signal) => {
  const state = states.get(signal);
  if (state === undefined) throw coded(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type AbortSignal');
  return state;
};

let making = false;
class AbortSignal extends EventTarget {
  constructor() {
    if (!making) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
    states.set(this, { aborted: false, reason: undefined, dependents: [] });
  }
  get aborted() { return stateOf(this).aborted; }
  get reason() { return stateOf(this).reason; }
  throwIfAborted() {
    const { aborted, reason } = stateOf(this);
    if (aborted) throw reason;
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `AbortSignal ${inspect({ aborted: this.aborted }, options)}`;
  }
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = make();
    Object.assign(stateOf(signal), { aborted: true, reason });
    return signal;
  }
  static any(signals) {
    if (signals === null || typeof signals?.[Symbol.iterator] !== 'function') throw invalidArgType('signals', 'Iterable', signals);
    const all = [...signals], result = make();
    for (const [i, signal] of all.entries()) if (!states.has(signal)) throw invalidArgType(`signals[${i}]`, 'AbortSignal', signal);
    const first = all.find((signal) => signal.aborted);
    if (first) Object.assign(stateOf(result), { aborted: true, reason: first.reason });
    else for (const signal of all) stateOf(signal).dependents.push(result);
    return result;
  }
}
defineHandler(AbortSignal.prototype, 'abort');
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { value: 'AbortSignal', configurable: true });

function make() {
  making = true;
  try {
    return new AbortSignal();
  } finally {
    making = false;
  }
}

function abort(signal, reason = new DOMException('This operation was aborted', 'AbortError')) {
  const state = stateOf(signal);
  if (state.aborted) return;
  state.aborted = true;
  state.reason = reason;
  const dependents = state.dependents.splice(0).filter((each) => !stateOf(each).aborted);
  dispatchTrusted(signal, 'abort');
  for (const each of dependents) abort(each, reason);
}

class AbortController {
  #signal = make();
  get signal() { return this.#signal; }
  abort(reason) {
    abort(this.#signal, reason);
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `AbortController ${inspect({ signal: this.signal }, options)}`;
  }
}
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, { value: 'AbortController', configurable: true });
for (const name of ['signal', 'abort']) Object.defineProperty(AbortController.prototype, name, { enumerable: true });

export default { AbortController, AbortSignal, AbortError };
