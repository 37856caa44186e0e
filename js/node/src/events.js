import { coded, invalidArgType, outOfRange, checkFunction, checkAbortSignal, AbortError } from './common/errors.js';

const kCapture = Symbol('kCapture');
const kRejection = Symbol.for('nodejs.rejection');
const kErrorMonitor = Symbol('events.errorMonitor');
const kMaxListeners = Symbol('events.maxEventTargetListeners');
const defaultMaxListeners = 10; // realm-wide state in Node; fixed here, so that no package changes another's

// A function, not a class: old packages call `EventEmitter.call(this)` and inherit by prototype.
function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

EventEmitter.init = function init(options) {
  const events = this._events;
  if (events === undefined || events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  if (options?.captureRejections) {
    if (typeof options.captureRejections !== 'boolean') throw invalidArgType('options.captureRejections', 'boolean', options.captureRejections);
    this[kCapture] = true;
  }
};

function checkListener(listener) {
  checkFunction(listener, 'listener');
}

function tableOf(emitter) {
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  }
  return events;
}

function add(target, type, listener, prepend) {
  checkListener(listener);
  const events = tableOf(target);
  if (events.newListener !== undefined) target.emit('newListener', type, listener.listener ?? listener);
  const table = tableOf(target); // a newListener handler may have replaced it
  const existing = table[type];
  if (existing === undefined) {
    table[type] = listener;
    ++target._eventsCount;
  } else if (typeof existing === 'function') table[type] = prepend ? [listener, existing] : [existing, listener];
  else if (prepend) existing.unshift(listener);
  else existing.push(listener);
  return target;
}

function onceWrapper(target, type, listener) {
  checkListener(listener);
  let fired = false;
  function wrapped(...args) {
    if (fired) return undefined;
    fired = true;
    target.removeListener(type, wrapped);
    return listener.apply(target, args);
  }
  wrapped.listener = listener;
  return wrapped;
}

// A promise that a listener returned was rejected and the emitter asked to hear of it.
function watchRejection(target, promise, type, args) {
  try {
    const { then } = promise;
    if (typeof then === 'function') then.call(promise, undefined, (error) => Promise.resolve().then(() => deliverRejection(target, error, type, args)));
  } catch (error) {
    target.emit('error', error);
  }
}

function deliverRejection(target, error, type, args) {
  if (typeof target[kRejection] === 'function') return target[kRejection](error, type, ...args);
  const before = target[kCapture];
  target[kCapture] = false; // an 'error' listener that rejects must not come back here
  try {
    return target.emit('error', error);
  } finally {
    target[kCapture] = before;
  }
}

function unhandledError(args) {
  const error = args[0];
  if (error instanceof Error) return error;
  let shown;
  try {
    shown = require('internal/inspect').inspect(error);
  } catch {
    shown = error;
  }
  const wrapped = coded(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error.${args.length > 0 ? ` (${shown})` : ''}`);
  wrapped.context = error;
  return wrapped;
}

const methods = {
  setMaxListeners(n) {
    if (typeof n !== 'number') throw invalidArgType('setMaxListeners', 'number', n);
    if (n < 0 || Number.isNaN(n)) throw outOfRange('setMaxListeners', '>= 0', n);
    this._maxListeners = n;
    return this;
  },
  getMaxListeners() {
    return this._maxListeners === undefined ? defaultMaxListeners : this._maxListeners;
  },
  emit(type, ...args) {
    const events = this._events;
    if (type === 'error') {
      if (events !== undefined && events[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
      if (events === undefined || events.error === undefined) throw unhandledError(args);
    } else if (events === undefined) return false;
    const handler = this._events[type];
    if (handler === undefined) return false;
    if (typeof handler === 'function') {
      const result = handler.apply(this, args);
      if (result !== undefined && result !== null && this[kCapture]) watchRejection(this, result, type, args);
      return true;
    }
    for (const listener of handler.slice()) {
      const result = listener.apply(this, args);
      if (result !== undefined && result !== null && this[kCapture]) watchRejection(this, result, type, args);
    }
    return true;
  },
  addListener(type, listener) {
    return add(this, type, listener, false);
  },
  prependListener(type, listener) {
    return add(this, type, listener, true);
  },
  once(type, listener) {
    return this.on(type, onceWrapper(this, type, listener));
  },
  prependOnceListener(type, listener) {
    return this.prependListener(type, onceWrapper(this, type, listener));
  },
  removeListener(type, listener) {
    checkListener(listener);
    const events = this._events;
    const existing = events?.[type];
    if (existing === undefined) return this;
    if (existing === listener || existing.listener === listener) {
      --this._eventsCount;
      delete events[type];
      if (events.removeListener) this.emit('removeListener', type, existing.listener ?? listener);
    } else if (typeof existing !== 'function') {
      let at = existing.length - 1;
      while (at >= 0 && existing[at] !== listener && existing[at].listener !== listener) --at;
      if (at < 0) return this;
      if (existing.length === 2) events[type] = existing[1 - at];
      else existing.splice(at, 1);
      if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
    }
    return this;
  },
  removeAllListeners(...args) {
    const events = this._events;
    if (events === undefined) return this;
    const [type] = args;
    if (events.removeListener === undefined) {
      if (args.length === 0) {
        this._events = { __proto__: null };
        this._eventsCount = 0;
      } else if (events[type] !== undefined) {
        delete events[type];
        --this._eventsCount;
      }
      return this;
    }
    if (args.length === 0) {
      for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
      this.removeAllListeners('removeListener');
      this._events = { __proto__: null };
      this._eventsCount = 0;
      return this;
    }
    const existing = events[type];
    if (typeof existing === 'function') this.removeListener(type, existing);
    else if (existing !== undefined) for (let i = existing.length - 1; i >= 0; --i) this.removeListener(type, existing[i]);
    return this;
  },
  listeners(type) {
    return this.rawListeners(type).map((listener) => listener.listener ?? listener);
  },
  rawListeners(type) {
    const existing = this._events?.[type];
    if (existing === undefined) return [];
    return typeof existing === 'function' ? [existing] : existing.slice();
  },
  listenerCount(type, listener) {
    const existing = this._events?.[type];
    if (existing === undefined) return 0;
    const all = typeof existing === 'function' ? [existing] : existing;
    return listener == null ? all.length : all.filter((each) => each === listener || each.listener === listener).length;
  },
  eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
};
for (const [name, method] of Object.entries(methods)) {
  // Constructible in Node as plain functions; nobody constructs them, but `prototype` is what inheritance probes look at.
  Object.defineProperty(EventEmitter.prototype, name, { value: method, writable: true, enumerable: true, configurable: true });
}
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

const isEmitter = (value) => typeof value?.on === 'function';
const isTarget = (value) => typeof value?.addEventListener === 'function';

function listen(emitter, name, listener, once, signal) {
  if (isEmitter(emitter)) {
    if (once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (isTarget(emitter)) emitter.addEventListener(name, listener, { once, ...(signal && { signal }) });
  else throw invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

function unlisten(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else emitter.removeEventListener(name, listener);
}

function once(emitter, name, options = {}) {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    checkAbortSignal(signal, 'options.signal');
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
    const stop = () => {
      unlisten(emitter, name, onValue);
      if (isEmitter(emitter) && name !== 'error') unlisten(emitter, 'error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onValue = (...args) => {
      stop();
      resolve(args);
    };
    const onError = (error) => {
      stop();
      reject(error);
    };
    const onAbort = () => onError(new AbortError(undefined, { cause: signal.reason }));
    listen(emitter, name, onValue, true);
    if (isEmitter(emitter) && name !== 'error') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

// The prototype of all async iterators that the language makes; `events.on` iterators inherit from it.
const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

function on(emitter, name, options = {}) {
  const { signal, close = [] } = options;
  checkAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const values = [], waiting = [];
  let failure, finished = false;
  const onValue = (...args) => {
    if (waiting.length > 0) waiting.shift().resolve({ value: args, done: false });
    else values.push(args);
  };
  const onError = (error) => {
    if (waiting.length > 0) waiting.shift().reject(error);
    else failure = { error };
    finish();
  };
  const onAbort = () => onError(new AbortError(undefined, { cause: signal.reason }));
  const finish = () => {
    finished = true;
    unlisten(emitter, name, onValue);
    if (isEmitter(emitter) && name !== 'error') unlisten(emitter, 'error', onError);
    for (const each of close) unlisten(emitter, each, finish);
    signal?.removeEventListener('abort', onAbort);
    for (const each of waiting.splice(0)) each.resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  };
  listen(emitter, name, onValue, false);
  if (isEmitter(emitter) && name !== 'error') emitter.on('error', onError);
  for (const each of close) listen(emitter, each, finish, false);
  signal?.addEventListener('abort', onAbort, { once: true });
  return Object.setPrototypeOf({
    next() {
      if (values.length > 0) return Promise.resolve({ value: values.shift(), done: false });
      if (failure) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return: () => finish(),
    throw(error) {
      if (!(error instanceof Error)) throw invalidArgType('EventEmitter.AsyncIterator', 'Error', error);
      onError(error);
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  }, AsyncIteratorPrototype);
}

function getEventListeners(emitter, type) {
  if (typeof emitter?.listeners === 'function') return emitter.listeners(type);
  if (isTarget(emitter)) return require('internal/event-target').listenersOf(emitter, type);
  throw invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

function getMaxListeners(emitter) {
  if (typeof emitter?.getMaxListeners === 'function') return emitter.getMaxListeners();
  if (isTarget(emitter)) return emitter[kMaxListeners] ?? defaultMaxListeners;
  throw invalidArgType('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

function setMaxListeners(n = defaultMaxListeners, ...targets) {
  if (typeof n !== 'number') throw invalidArgType('setMaxListeners', 'number', n);
  if (n < 0 || Number.isNaN(n)) throw outOfRange('setMaxListeners', '>= 0', n);
  for (const target of targets) {
    if (isTarget(target)) target[kMaxListeners] = n;
    else if (typeof target?.setMaxListeners === 'function') target.setMaxListeners(n);
    else throw invalidArgType('eventTargets', ['EventEmitter', 'EventTarget'], target);
  }
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw invalidArgType('signal', 'AbortSignal', signal);
  checkAbortSignal(signal, 'signal');
  checkFunction(listener, 'listener');
  let remove;
  if (signal.aborted) Promise.resolve().then(() => listener());
  else {
    signal.addEventListener('abort', listener, { once: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  const dispose = Symbol.dispose ?? Symbol.for('nodejs.dispose');
  return { __proto__: null, [dispose]: () => remove?.() };
}

class EventEmitterAsyncResource extends EventEmitter {
  #resource;
  constructor(options) {
    super(typeof options === 'object' ? options : undefined);
    const { AsyncResource } = require('async_hooks');
    this.#resource = new AsyncResource(typeof options === 'string' ? options : options?.name ?? new.target.name, options);
  }
  emit(...args) {
    return this.#resource.runInAsyncScope(super.emit, this, ...args);
  }
  emitDestroy() {
    this.#resource.emitDestroy();
  }
  get asyncId() {
    return this.#resource.asyncId();
  }
  get triggerAsyncId() {
    return this.#resource.triggerAsyncId();
  }
  get asyncResource() {
    return this.#resource;
  }
}

Object.assign(EventEmitter, {
  EventEmitter, once, on, getEventListeners, getMaxListeners, setMaxListeners, addAbortListener,
  usingDomains: false, captureRejectionSymbol: kRejection, errorMonitor: kErrorMonitor,
  listenerCount: (emitter, type) => (typeof emitter.listenerCount === 'function' ? emitter.listenerCount(type) : getEventListeners(emitter, type).length),
});
// Realm-wide switches in Node: readable here, and an assignment changes nothing.
Object.defineProperty(EventEmitter, 'defaultMaxListeners', { get: () => defaultMaxListeners, set() {}, enumerable: true });
Object.defineProperty(EventEmitter, 'captureRejections', { get: () => false, set() {}, enumerable: true });
Object.defineProperty(EventEmitter, 'EventEmitterAsyncResource', { value: EventEmitterAsyncResource, enumerable: true });

export default EventEmitter;
