// The language has no hook on promises, so a store does not follow `await`: it is there while `run` runs, in functions bound to it and in
// callbacks wrapped by AsyncResource. A Node program that reads its store after an `await` gets undefined here.
import { checkFunction, checkString } from './common/errors.js';

let ids = 1;
let current = new Map(); // storage -> its value, while something runs within it

function within(values, run) {
  const before = current;
  current = values;
  try {
    return run();
  } finally {
    current = before;
  }
}

class AsyncLocalStorage {
  static bind(fn) {
    checkFunction(fn, 'fn');
    const run = AsyncLocalStorage.snapshot();
    return function (...args) {
      return run(() => Reflect.apply(fn, this, args));
    };
  }
  static snapshot() {
    const values = new Map(current);
    return (fn, ...args) => within(values, () => fn(...args));
  }
  run(store, callback, ...args) {
    return within(new Map(current).set(this, store), () => callback(...args));
  }
  exit(callback, ...args) {
    const values = new Map(current);
    values.delete(this);
    return within(values, () => callback(...args));
  }
  getStore() {
    return current.get(this);
  }
  /** Until the running turn ends: the microtask that follows takes the store away again, so that no other package's turn sees it. */
  enterWith(store) {
    current.set(this, store);
    Promise.resolve().then(() => current.delete(this));
  }
  disable() {
    current.delete(this);
  }
}

class AsyncResource {
  #id = ++ids;
  #trigger;
  #values;
  constructor(type, options = {}) {
    checkString(type, 'type');
    this.#trigger = typeof options === 'number' ? options : options?.triggerAsyncId ?? 1;
    this.#values = new Map(current);
  }
  runInAsyncScope(fn, receiver, ...args) {
    return within(new Map(this.#values), () => Reflect.apply(fn, receiver, args));
  }
  emitDestroy() {
    return this;
  }
  asyncId() {
    return this.#id;
  }
  triggerAsyncId() {
    return this.#trigger;
  }
  bind(fn, receiver) {
    checkFunction(fn, 'fn');
    const resource = this;
    return Object.defineProperty(function (...args) {
      return resource.runInAsyncScope(fn, receiver === undefined ? this : receiver, ...args);
    }, 'length', { value: fn.length, configurable: true });
  }
  static bind(fn, type, receiver) {
    return new AsyncResource(type ?? fn.name ?? 'bound-anonymous-fn').bind(fn, receiver);
  }
}

const hook = {
  enable() {
    return hook;
  },
  disable() {
    return hook;
  },
};

export default {
  AsyncLocalStorage, AsyncResource,
  createHook: () => hook, // no hook is ever called: the language tells nobody when a promise is made
  executionAsyncId: () => 1, triggerAsyncId: () => 0, executionAsyncResource: () => ({}), asyncWrapProviders: {},
};
