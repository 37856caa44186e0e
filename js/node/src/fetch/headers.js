// https://fetch.spec.whatwg.org/#headers-class
import { headerName, headerValue, illegalInvocation } from './values.js';

/** The standard's forbidden request headers: the connection's, and those that would speak for a browser's user. */
const forbidden = new Set([
  'accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method', 'access-control-request-private-network', 'connection',
  'content-length', 'cookie', 'cookie2', 'date', 'dnt', 'expect', 'host', 'http2-settings', 'keep-alive', 'origin', 'referer', 'set-cookie', 'te', 'trailer', 'transfer-encoding',
  'upgrade', 'via',
]);
const overriding = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

function isForbidden(name, value) {
  if (forbidden.has(name) || name.startsWith('proxy-') || name.startsWith('sec-')) return true;
  return overriding.has(name) && value.split(',').some((each) => /^\s*(?:CONNECT|TRACE|TRACK)\s*$/i.test(each));
}

const states = new WeakMap(); // headers -> { list: [name, value][], guard }

const stateOf = (headers) => {
  const state = states.get(headers);
  if (state === undefined) throw illegalInvocation();
  return state;
};

/** Whether the guard lets a change through; an immutable list says so, a forbidden name is dropped in silence, as the standard has it. */
function admits({ guard }, name, value) {
  if (guard === 'immutable') throw new TypeError('These headers cannot be changed');
  return !(guard === 'request' && isForbidden(name, value)) && !(guard === 'response' && (name === 'set-cookie' || name === 'set-cookie2'));
}

function append(state, givenName, givenValue) {
  const name = headerName(givenName), value = headerValue(givenValue, name);
  if (admits(state, name, value)) state.list.push([name, value]);
}

function sorted({ list }) {
  const names = [...new Set(list.map(([name]) => name))].sort();
  return names.flatMap((name) => {
    const values = list.filter((entry) => entry[0] === name).map((entry) => entry[1]);
    return name === 'set-cookie' ? values.map((value) => [name, value]) : [[name, values.join(', ')]];
  });
}

export function fill(headers, init) {
  const state = stateOf(headers);
  if (states.has(init)) {
    for (const [name, value] of states.get(init).list) append(state, name, value);
    return;
  }
  if (init === null || (typeof init !== 'object' && typeof init !== 'function')) throw new TypeError('Headers are made of an object, or of a sequence of pairs');
  if (typeof init[Symbol.iterator] === 'function') {
    for (const given of init) {
      const pair = typeof given === 'string' || given === null || typeof given?.[Symbol.iterator] !== 'function' ? [] : [...given];
      if (pair.length !== 2) throw new TypeError('Each header is a pair of name and value');
      append(state, pair[0], pair[1]);
    }
    return;
  }
  for (const key of Reflect.ownKeys(init)) if (Reflect.getOwnPropertyDescriptor(init, key)?.enumerable) append(state, key, init[key]);
}

export class Headers {
  constructor(init = undefined) {
    states.set(this, { list: [], guard: 'none' });
    if (init !== undefined) fill(this, init);
  }
  append(name, value) {
    if (arguments.length < 2) throw new TypeError('append takes a name and a value');
    append(stateOf(this), name, value);
  }
  delete(given) {
    const state = stateOf(this), name = headerName(given);
    if (admits(state, name, '')) state.list = state.list.filter((entry) => entry[0] !== name);
  }
  get(given) {
    const { list } = stateOf(this), name = headerName(given);
    const values = list.filter((entry) => entry[0] === name).map((entry) => entry[1]);
    return values.length === 0 ? null : values.join(', ');
  }
  getSetCookie() { return stateOf(this).list.filter((entry) => entry[0] === 'set-cookie').map((entry) => entry[1]); }
  has(given) {
    const { list } = stateOf(this), name = headerName(given);
    return list.some((entry) => entry[0] === name);
  }
  set(givenName, givenValue) {
    if (arguments.length < 2) throw new TypeError('set takes a name and a value');
    const state = stateOf(this), name = headerName(givenName), value = headerValue(givenValue, name);
    if (!admits(state, name, value)) return;
    const first = state.list.find((entry) => entry[0] === name);
    if (first === undefined) state.list.push([name, value]);
    else {
      first[1] = value;
      state.list = state.list.filter((entry) => entry[0] !== name || entry === first);
    }
  }
  forEach(callback, self = undefined) {
    if (typeof callback !== 'function') throw new TypeError('forEach takes a function');
    for (const [name, value] of sorted(stateOf(this))) Reflect.apply(callback, self, [value, name, this]);
  }
  entries() { return sorted(stateOf(this))[Symbol.iterator](); }
  keys() { return sorted(stateOf(this)).map(([name]) => name)[Symbol.iterator](); }
  values() { return sorted(stateOf(this)).map(([, value]) => value)[Symbol.iterator](); }
  [Symbol.iterator]() { return this.entries(); }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) { return `Headers ${inspect(Object.fromEntries(sorted(stateOf(this))), options)}`; }
}
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: 'Headers', configurable: true });

/** Headers with a guard: `request`, `response` or `immutable`. What stands in `list` is not checked against it. */
export function guarded(guard, list = []) {
  const headers = new Headers();
  Object.assign(states.get(headers), { list, guard });
  return headers;
}

/** The pairs as they are sent. */
export const listOf = (headers) => stateOf(headers).list.map((entry) => [...entry]);
