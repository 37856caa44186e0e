// https://fetch.spec.whatwg.org/#request-class. There is no page, no cache and no cookie here: what speaks of them is kept and means nothing.
import { checkUsable, extract, hasBody, mixBody, setBody, takePieces, teed, wholeBytes } from './body.js';
import { fill, guarded, Headers, listOf } from './headers.js';
import { byteString, illegalInvocation, methodOf, oneOf, urlOf } from './values.js';

const { AbortController, AbortSignal } = require('internal/abort');
const states = new WeakMap();

const stateOf = (request) => {
  const state = states.get(request);
  if (state === undefined) throw illegalInvocation();
  return state;
};

const enumerations = {
  redirect: ['follow', 'error', 'manual'],
  mode: ['cors', 'no-cors', 'same-origin'],
  credentials: ['omit', 'same-origin', 'include'],
  cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
  referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url'],
};
const defaults = { redirect: 'follow', mode: 'cors', credentials: 'same-origin', cache: 'default', referrerPolicy: '', integrity: '', keepalive: false, method: 'GET' };

export class Request {
  constructor(input, init = {}) {
    if (arguments.length === 0) throw new TypeError('A request needs a URL');
    if (init === null || init === undefined) init = {};
    if (typeof init !== 'object' && typeof init !== 'function') throw new TypeError('The options of a request are an object');
    const from = states.get(input);
    const state = from === undefined ? { ...defaults, url: urlOf(input) } : { ...from };
    if (init.window !== undefined && init.window !== null) throw new TypeError('There is no window here');
    for (const name of Object.keys(enumerations)) if (init[name] !== undefined) state[name] = oneOf(init[name], name, enumerations[name]);
    if (init.integrity !== undefined) state.integrity = byteString(init.integrity, 'integrity');
    if (init.keepalive !== undefined) state.keepalive = Boolean(init.keepalive);
    if (init.method !== undefined) state.method = methodOf(init.method);
    const signal = init.signal === undefined ? from?.signal : init.signal;
    if (signal !== undefined && signal !== null && !(signal instanceof AbortSignal)) throw new TypeError('signal must be an AbortSignal');
    state.signal = signal === undefined || signal === null ? new AbortController().signal : AbortSignal.any([signal]);
    state.headers = guarded('request');
    if (init.headers !== undefined) fill(state.headers, init.headers);
    else if (from !== undefined) fill(state.headers, from.headers);

    const given = init.body !== undefined && init.body !== null;
    const takes = from !== undefined && hasBody(input);
    if ((given || takes) && (state.method === 'GET' || state.method === 'HEAD')) throw new TypeError('A request with method GET or HEAD has no body');
    let body = null;
    if (given) {
      const { body: extracted, type } = extract(init.body);
      if (extracted.stream !== undefined && init.duplex !== 'half') throw new TypeError('A request whose body is a stream needs the option duplex: "half"');
      body = extracted;
      if (type !== undefined && !state.headers.has('content-type')) state.headers.append('content-type', type);
    } else if (takes) {
      checkUsable(input);
      const bytes = wholeBytes(input);
      body = bytes !== undefined ? { bytes } : { source: { pull: takePieces(input), cancel() {} } };
      if (bytes !== undefined) takePieces(input);
    }
    states.set(this, state);
    setBody(this, body);
  }
  get method() { return stateOf(this).method; }
  get url() { return stateOf(this).url; }
  get headers() { return stateOf(this).headers; }
  get destination() { return stateOf(this) && ''; }
  get referrer() { return stateOf(this) && 'about:client'; }
  get referrerPolicy() { return stateOf(this).referrerPolicy; }
  get mode() { return stateOf(this).mode; }
  get credentials() { return stateOf(this).credentials; }
  get cache() { return stateOf(this).cache; }
  get redirect() { return stateOf(this).redirect; }
  get integrity() { return stateOf(this).integrity; }
  get keepalive() { return stateOf(this).keepalive; }
  get isReloadNavigation() { return stateOf(this) && false; }
  get isHistoryNavigation() { return stateOf(this) && false; }
  get signal() { return stateOf(this).signal; }
  get duplex() { return stateOf(this) && 'half'; }
  clone() {
    const state = stateOf(this);
    checkUsable(this);
    const copy = new Request(state.url);
    states.set(copy, { ...state, headers: guarded('request', listOf(state.headers)), signal: AbortSignal.any([state.signal]) });
    setBody(copy, teed(this));
    return copy;
  }
}
Object.defineProperty(Request.prototype, Symbol.toStringTag, { value: 'Request', configurable: true });
for (const name of ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal', 'duplex', 'clone']) {
  Object.defineProperty(Request.prototype, name, { enumerable: true });
}
mixBody(Request);

export { Headers };
