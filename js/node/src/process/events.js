import { checkFunction } from '../common/errors.js';

const life = new Set(['exit', 'beforeExit', 'uncaughtException', 'unhandledRejection']);
const isSignal = (name) => typeof name === 'string' && /^SIG[A-Z0-9]+$/.test(name);
const inherited = ['setMaxListeners', 'getMaxListeners', 'removeListener', 'off', 'removeAllListeners', 'listeners', 'rawListeners', 'listenerCount', 'eventNames'];
const adding = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'];

/**
 * The event methods of `process`, over an emitter of its own. The realm is listened to only for events that somebody listens to, because a
 * listener changes what the realm does (an uncaught exception then is the package's business).
 */
export function makeEvents(self, powers) {
  let emitter;
  const inner = () => (emitter ??= new (require('events'))());
  const watched = new Set();
  let capture = null; // takes uncaught exceptions before any listener

  const ownEmit = (name, ...args) => inner().emit(name, ...args);
  let emit = ownEmit;

  const deliver = (name, args) => {
    if (name === 'uncaughtException') {
      inner().emit('uncaughtExceptionMonitor', ...args);
      if (capture) {
        capture(args[0]);
        return true;
      }
    }
    return (emitter !== undefined || emit !== ownEmit) && Reflect.apply(emit, self, [name, ...args]);
  };
  const watch = (name) => {
    if (watched.has(name)) return;
    if (life.has(name)) {
      watched.add(name);
      powers.on(name, (...args) => deliver(name, args));
    } else if (name === 'uncaughtExceptionMonitor') watch('uncaughtException');
    else if (isSignal(name) && !watched.has('signal')) {
      watched.add('signal');
      powers.on('signal', (signal, number) => inner().emit(signal, signal, number));
    }
  };

  const methods = {
    get emit() {
      return emit;
    },
    // Some packages hear of the end by putting an `emit` of their own in the way. It hears what their own `process` would say.
    set emit(replacement) {
      emit = replacement;
      if (typeof replacement === 'function') ['exit', 'beforeExit'].forEach(watch);
      else emit = ownEmit;
    },
  };
  for (const name of adding) {
    methods[name] = (event, listener) => {
      checkFunction(listener, 'listener');
      watch(event);
      // Listeners are called with `process` as their receiver, though the emitter is another object.
      inner()[name](event, bound(listener, self));
      return self;
    };
  }
  for (const name of inherited) {
    methods[name] = (...args) => {
      if ((name === 'removeListener' || name === 'off') && typeof args[1] === 'function') args[1] = find(inner(), args[0], args[1]);
      const result = inner()[name](...args);
      if (name === 'listeners' || name === 'rawListeners') return result.map((each) => originals.get(each) ?? each);
      return result === inner() ? self : result;
    };
  }
  return {
    methods,
    capture(callback) {
      if (callback === undefined) return capture;
      if (callback !== null) {
        checkFunction(callback, 'fn');
        watch('uncaughtException');
      }
      capture = callback;
      return undefined;
    },
  };
}

const originals = new WeakMap();
function bound(listener, receiver) {
  const wrapped = function (...args) {
    return Reflect.apply(listener, receiver, args);
  };
  originals.set(wrapped, listener);
  return wrapped;
}
function find(emitter, event, listener) {
  const all = emitter.rawListeners(event);
  const found = all.findLast((each) => each === listener || originals.get(each) === listener || originals.get(each.listener) === listener);
  return found?.listener ?? found ?? listener;
}
