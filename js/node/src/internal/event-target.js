// Events without a tree (https://dom.spec.whatwg.org/#interface-eventtarget), as Node has them. Written here because the port reports
// listener errors to a console or a process of its own choice, which a shared module must not have.
import { coded, invalidArgType } from '../common/errors.js';

// What `dispatchEvent` needs to set on an event; a slot of this module, so that a guest can neither read nor forge it.
const slots = new WeakMap();
const slotOf = (event) => {
  const slot = slots.get(event);
  if (slot === undefined) throw coded(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Event');
  return slot;
};
const flag = (options, name) => Boolean(options?.[name]);

class Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    if (options !== undefined && options !== null && typeof options !== 'object') throw invalidArgType('options', 'Object', options);
    slots.set(this, {
      type: `${type}`, bubbles: flag(options, 'bubbles'), cancelable: flag(options, 'cancelable'), composed: flag(options, 'composed'),
      target: null, dispatching: false, stopped: false, stoppedNow: false, prevented: false, passive: false, timeStamp: 0, trusted: false,
    });
  }
  get type() { return slotOf(this).type; }
  get target() { return slotOf(this).target; }
  get srcElement() { return slotOf(this).target; }
  get currentTarget() { return slotOf(this).dispatching ? slotOf(this).target : null; }
  get eventPhase() { return slotOf(this).dispatching ? 2 : 0; }
  get bubbles() { return slotOf(this).bubbles; }
  get cancelable() { return slotOf(this).cancelable; }
  get composed() { return slotOf(this).composed; }
  get defaultPrevented() { return slotOf(this).prevented; }
  get returnValue() { return !slotOf(this).prevented; }
  set returnValue(value) { if (!value) this.preventDefault(); }
  get cancelBubble() { return slotOf(this).stopped; }
  set cancelBubble(value) { if (value) slotOf(this).stopped = true; }
  get timeStamp() { return slotOf(this).timeStamp; }
  get isTrusted() { return slotOf(this).trusted; }
  composedPath() { return slotOf(this).dispatching ? [slotOf(this).target] : []; }
  preventDefault() {
    const slot = slotOf(this);
    if (slot.cancelable && !slot.passive) slot.prevented = true;
  }
  stopPropagation() { slotOf(this).stopped = true; }
  stopImmediatePropagation() {
    const slot = slotOf(this);
    slot.stopped = slot.stoppedNow = true;
  }
  initEvent(type, bubbles = false, cancelable = false) {
    const slot = slotOf(this);
    if (slot.dispatching) return;
    Object.assign(slot, { type: `${type}`, bubbles: Boolean(bubbles), cancelable: Boolean(cancelable) });
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (!slots.has(this)) return this;
    const { type, prevented, cancelable, timeStamp } = slotOf(this);
    return `${this.constructor.name} ${inspect({ type, defaultPrevented: prevented, cancelable, timeStamp }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
for (const [name, value] of Object.entries({ NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 })) {
  for (const target of [Event, Event.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
}
Object.defineProperty(Event.prototype, Symbol.toStringTag, { value: 'Event', configurable: true });

class CustomEvent extends Event {
  #detail;
  constructor(type, options = undefined) {
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() { return this.#detail; }
}
Object.defineProperty(CustomEvent.prototype, Symbol.toStringTag, { value: 'CustomEvent', configurable: true });

const lists = new WeakMap();
const listsOf = (target) => {
  const all = lists.get(target);
  if (all === undefined) throw coded(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type EventTarget');
  return all;
};

class EventTarget {
  constructor() {
    lists.set(this, new Map());
  }
  addEventListener(type, listener, options = {}) {
    const all = listsOf(this);
    if (arguments.length < 2) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    const { capture, once, passive, signal } = typeof options === 'boolean' ? { capture: options } : options ?? {};
    if (listener === null || listener === undefined) return;
    if (typeof listener !== 'function' && typeof listener !== 'object') throw invalidArgType('listener', 'EventListener', listener);
    if (signal?.aborted) return;
    type = `${type}`;
    const found = all.get(type) ?? [];
    if (found.some((each) => each.listener === listener && each.capture === Boolean(capture))) return;
    const entry = { listener, capture: Boolean(capture), once: Boolean(once), passive: Boolean(passive), removed: false };
    all.set(type, [...found, entry]);
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener, options), { once: true });
  }
  removeEventListener(type, listener, options = {}) {
    const all = listsOf(this);
    const capture = Boolean(typeof options === 'boolean' ? options : options?.capture);
    const found = all.get(`${type}`);
    const entry = found?.find((each) => each.listener === listener && each.capture === capture);
    if (!entry) return;
    entry.removed = true;
    const rest = found.filter((each) => each !== entry);
    if (rest.length > 0) all.set(`${type}`, rest);
    else all.delete(`${type}`);
  }
  dispatchEvent(event) {
    listsOf(this);
    if (!slots.has(event)) throw invalidArgType('event', 'Event', event);
    const slot = slotOf(event);
    if (slot.dispatching) throw coded(Error, 'ERR_EVENT_RECURSION', `The event "${slot.type}" is already being dispatched`);
    dispatch(this, event, slot);
    return !slot.prevented;
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `${this.constructor.name} ${inspect({}, options)}`;
  }
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { value: 'EventTarget', configurable: true });
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) Object.defineProperty(EventTarget.prototype, name, { enumerable: true });

function dispatch(target, event, slot) {
  slot.target = target;
  slot.dispatching = true;
  try {
    for (const entry of listsOf(target).get(slot.type) ?? []) {
      if (entry.removed) continue;
      if (entry.once) target.removeEventListener(slot.type, entry.listener, entry.capture);
      slot.passive = entry.passive;
      try {
        const { listener } = entry;
        const result = typeof listener === 'function' ? Reflect.apply(listener, target, [event]) : listener.handleEvent?.(event);
        // A listener that is an async function fails as loudly as a plain one.
        if (typeof result?.then === 'function') result.then(undefined, report);
      } catch (error) {
        report(error);
      }
      slot.passive = false;
      if (slot.stoppedNow) break;
    }
  } finally {
    slot.dispatching = slot.stopped = slot.stoppedNow = false;
  }
}

// The other listeners still run; the error becomes the realm's to report.
function report(error) {
  Promise.reject(error);
}

/** Dispatches an event that says it comes from the platform; not exported to guests. */
const dispatchTrusted = (target, type) => {
  const event = new Event(type);
  slotOf(event).trusted = true;
  dispatch(target, event, slotOf(event));
};

const listenersOf = (target, type) => (lists.get(target)?.get(`${type}`) ?? []).map((each) => each.listener);

/** An `onX` attribute: one listener, in the place where it was first set. */
function defineHandler(prototype, type) {
  const handlers = new WeakMap();
  Object.defineProperty(prototype, `on${type}`, {
    get() {
      return handlers.get(this)?.handler ?? null;
    },
    set(value) {
      const known = handlers.get(this);
      const handler = typeof value === 'function' || (value !== null && typeof value === 'object') ? value : null;
      if (known) {
        known.handler = handler;
        return;
      }
      if (handler === null) return;
      const entry = { handler };
      handlers.set(this, entry);
      this.addEventListener(type, (event) => {
        if (typeof entry.handler === 'function') return Reflect.apply(entry.handler, this, [event]);
        return undefined;
      });
    },
    enumerable: true, configurable: true,
  });
}

export default { Event, CustomEvent, EventTarget, listenersOf, dispatchTrusted, defineHandler };
