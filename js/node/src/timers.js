import { AbortError, checkFunction, checkBoolean, checkAbortSignal } from './common/errors.js';

const { setTimer, clearTimer, holdTimer } = require('bailey:powers');
const longest = 2 ** 31 - 1;
const custom = Symbol.for('nodejs.util.promisify.custom');
const dispose = Symbol.dispose ?? Symbol.for('nodejs.dispose');
const numbered = new Map(); // timers whose number the package asked for, so that clearTimeout(number) finds them
let lastNumber = 0;

class Timeout {
  #host; // the host's id while armed
  #number;
  #held = true;
  #closed = false;
  constructor(callback, after, args, repeat) {
    after *= 1;
    if (!(after >= 1 && after <= longest)) after = 1;
    this._idleTimeout = after;
    this._idlePrev = this;
    this._idleNext = this;
    this._onTimeout = callback;
    this._timerArgs = args.length > 0 ? args : undefined;
    this._repeat = repeat ? after : null;
    this._destroyed = false;
    this.#arm();
  }
  #arm() {
    this.#host = setTimer(() => this.#fire(), Math.trunc(this._idleTimeout));
    if (!this.#held) holdTimer(this.#host, false);
  }
  #fire() {
    this.#host = undefined;
    try {
      if (this._onTimeout) Reflect.apply(this._onTimeout, this, this._timerArgs ?? []);
    } finally {
      // An interval goes on even when its callback threw; refresh() in the callback has armed it already.
      if (!this.#closed && this.#host === undefined) {
        if (this._repeat !== null && this._onTimeout) this.#arm();
        else this.#forget();
      }
    }
  }
  #forget() {
    this._destroyed = true;
    if (this.#number !== undefined) numbered.delete(this.#number);
  }
  ref() {
    this.#held = true;
    if (this.#host !== undefined) holdTimer(this.#host, true);
    return this;
  }
  unref() {
    this.#held = false;
    if (this.#host !== undefined) holdTimer(this.#host, false);
    return this;
  }
  hasRef() {
    return this.#held;
  }
  refresh() {
    if (this.#closed) return this;
    if (this.#host !== undefined) clearTimer(this.#host);
    this._destroyed = false;
    this.#arm();
    return this;
  }
  close() {
    this.#closed = true;
    if (this.#host !== undefined) clearTimer(this.#host);
    this.#host = undefined;
    this._idleTimeout = -1;
    this._onTimeout = null;
    this.#forget();
    return this;
  }
  [Symbol.toPrimitive]() {
    if (this.#number === undefined) {
      this.#number = ++lastNumber;
      if (!this._destroyed) numbered.set(this.#number, this);
    }
    return this.#number;
  }
  [dispose]() {
    this.close();
  }
}

class Immediate {
  #host;
  #held = true;
  constructor(callback, args) {
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this.#host = setTimer(() => {
      this.#host = undefined;
      this._destroyed = true;
      callback(...args);
    }, 0);
  }
  ref() {
    return this.#hold(true);
  }
  unref() {
    return this.#hold(false);
  }
  #hold(held) {
    this.#held = held;
    if (this.#host !== undefined) holdTimer(this.#host, held);
    return this;
  }
  hasRef() {
    return this.#held && !this._destroyed;
  }
  static clear(immediate) {
    if (immediate.#host !== undefined) clearTimer(immediate.#host);
    immediate.#host = undefined;
    immediate._destroyed = true;
    immediate._onImmediate = null;
  }
  [dispose]() {
    Immediate.clear(this);
  }
}
const clearImmediateOf = Immediate.clear;
delete Immediate.clear;

function setTimeout(callback, after, ...args) {
  checkFunction(callback, 'callback');
  return new Timeout(callback, after, args, false);
}
function setInterval(callback, after, ...args) {
  checkFunction(callback, 'callback');
  return new Timeout(callback, after, args, true);
}
function clearTimeout(timer) {
  if (typeof timer === 'number' || typeof timer === 'string') timer = numbered.get(+timer);
  if (timer instanceof Timeout) timer.close();
}
function clearInterval(timer) {
  clearTimeout(timer);
}
function setImmediate(callback, ...args) {
  checkFunction(callback, 'callback');
  return new Immediate(callback, args);
}
function clearImmediate(immediate) {
  if (immediate instanceof Immediate) clearImmediateOf(immediate);
}

/** A promise of `value` that `start` settles; aborted by `options.signal`, kept out of the way by `options.ref: false`. */
function promised(start, stop, value, options = {}) {
  return new Promise((resolve, reject) => {
    const { signal, ref = true } = options;
    checkAbortSignal(signal, 'options.signal');
    checkBoolean(ref, 'options.ref');
    const abort = () => new AbortError(undefined, { cause: signal.reason });
    if (signal?.aborted) return reject(abort());
    const timer = start(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    });
    const onAbort = () => {
      stop(timer);
      reject(abort());
    };
    if (!ref) timer.unref();
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
const hidden = (target, value) => Object.defineProperty(target, custom, { value, enumerable: true });
hidden(setTimeout, (after, value, options) => promised((done) => setTimeout(done, after), clearTimeout, value, options));
hidden(setImmediate, (value, options) => promised((done) => setImmediate(done), clearImmediate, value, options));

const timers = {
  setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval,
  // The oldest interface: objects that carry their own timer.
  enroll(item, milliseconds) {
    item._idleTimeout = milliseconds;
  },
  unenroll(item) {
    if (item._timer) clearTimeout(item._timer);
    item._idleTimeout = -1;
  },
  active(item) {
    if (item._timer) clearTimeout(item._timer);
    item._timer = setTimeout(() => item._onTimeout?.(), item._idleTimeout);
  },
};
Object.defineProperty(timers, 'promises', { get: () => require('timers/promises'), enumerable: true, configurable: true });

export default timers;
