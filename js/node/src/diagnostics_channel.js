// Channels by name would be a registry that packages share: each `channel()` call makes one that only its holder can reach.
import { checkFunction, invalidArgType } from './common/errors.js';

class Channel {
  #subscribers = [];
  #stores = new Map();
  constructor(name) {
    this.name = name;
  }
  get hasSubscribers() {
    return this.#subscribers.length > 0 || this.#stores.size > 0;
  }
  subscribe(listener) {
    checkFunction(listener, 'subscription');
    this.#subscribers = [...this.#subscribers, listener];
  }
  unsubscribe(listener) {
    const rest = this.#subscribers.filter((each) => each !== listener);
    const found = rest.length < this.#subscribers.length;
    this.#subscribers = rest;
    return found;
  }
  publish(data) {
    for (const each of this.#subscribers) {
      try {
        each(data, this.name);
      } catch (error) {
        Promise.reject(error); // the publisher goes on; the realm reports it
      }
    }
  }
  bindStore(store, transform) {
    this.#stores.set(store, transform);
  }
  unbindStore(store) {
    return this.#stores.delete(store);
  }
  runStores(data, fn, receiver, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, receiver, args);
    };
    for (const [store, transform] of this.#stores) {
      const inner = run;
      run = () => store.run(transform ? transform(data) : data, inner);
    }
    return run();
  }
}

function channel(name) {
  if (typeof name !== 'string' && typeof name !== 'symbol') throw invalidArgType('channel', ['string', 'symbol'], name);
  return new Channel(name);
}

const parts = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];
class TracingChannel {
  constructor(given) {
    for (const part of parts) this[part] = typeof given === 'string' ? channel(`tracing:${given}:${part}`) : given[part];
  }
  get hasSubscribers() {
    return parts.some((part) => this[part]?.hasSubscribers);
  }
  subscribe(handlers) {
    for (const part of parts) if (handlers[part]) this[part]?.subscribe(handlers[part]);
  }
  unsubscribe(handlers) {
    return parts.every((part) => !handlers[part] || this[part]?.unsubscribe(handlers[part]));
  }
  traceSync(fn, context = {}, receiver, ...args) {
    return this.start.runStores(context, () => {
      try {
        return (context.result = Reflect.apply(fn, receiver, args));
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
  tracePromise(fn, context = {}, receiver, ...args) {
    return this.start.runStores(context, () => {
      const settle = (key, value) => {
        context[key] = value;
        if (key === 'error') this.error.publish(context);
        this.asyncStart.publish(context);
        this.asyncEnd.publish(context);
      };
      try {
        return Promise.resolve(Reflect.apply(fn, receiver, args)).then((value) => {
          settle('result', value);
          return value;
        }, (error) => {
          settle('error', error);
          throw error;
        });
      } finally {
        this.end.publish(context);
      }
    });
  }
  traceCallback(fn, position = -1, context = {}, receiver, ...args) {
    const at = position < 0 ? args.length + position : position, done = args[at];
    checkFunction(done, 'callback');
    args[at] = (...results) => {
      if (results[0]) {
        context.error = results[0];
        this.error.publish(context);
      } else context.result = results[1];
      this.asyncStart.publish(context);
      try {
        return done(...results);
      } finally {
        this.asyncEnd.publish(context);
      }
    };
    return this.traceSync(fn, context, receiver, ...args);
  }
}

export default {
  Channel, channel, tracingChannel: (given) => new TracingChannel(given),
  hasSubscribers: () => false, subscribe: (name, listener) => checkFunction(listener, 'subscription'), unsubscribe: () => false,
  TracingChannel,
};
