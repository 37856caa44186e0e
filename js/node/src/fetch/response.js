// https://fetch.spec.whatwg.org/#response-class
import { extract, mixBody, setBody, teed } from './body.js';
import { fill, guarded, listOf } from './headers.js';
import { byteString, illegalInvocation, urlOf } from './values.js';

const states = new WeakMap();
const stateOf = (response) => {
  const state = states.get(response);
  if (state === undefined) throw illegalInvocation();
  return state;
};
const withoutBody = new Set([101, 103, 204, 205, 304]);

export class Response {
  constructor(body = null, init = {}) {
    if (init === null || init === undefined) init = {};
    const status = init.status === undefined ? 200 : Number(init.status) & 0xffff;
    if (status < 200 || status > 599) throw new RangeError('The status of a response is from 200 to 599');
    const statusText = init.statusText === undefined ? '' : byteString(init.statusText, 'statusText');
    if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError('Invalid statusText');
    const headers = guarded('response');
    if (init.headers !== undefined) fill(headers, init.headers);
    const extracted = body === null || body === undefined ? undefined : extract(body);
    if (extracted !== undefined && withoutBody.has(status)) throw new TypeError(`A response with status ${status} has no body`);
    if (extracted?.type !== undefined && !headers.has('content-type')) headers.append('content-type', extracted.type);
    states.set(this, { type: 'default', url: '', redirected: false, status, statusText, headers });
    setBody(this, extracted?.body ?? null);
  }
  static error() { return makeResponse({ type: 'error', status: 0, statusText: '', headers: [] }, null); }
  static redirect(url, status = 302) {
    const location = urlOf(url);
    if (![301, 302, 303, 307, 308].includes(Number(status))) throw new RangeError('The status of a redirect is 301, 302, 303, 307 or 308');
    return makeResponse({ type: 'default', status: Number(status), statusText: '', headers: [['location', location]] }, null);
  }
  static json(data, init = {}) {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('The data is no JSON');
    const made = new Response(text, { ...init, headers: undefined });
    const { headers } = stateOf(made);
    headers.delete('content-type');
    if (init?.headers !== undefined) fill(headers, init.headers);
    if (!headers.has('content-type')) headers.append('content-type', 'application/json');
    return made;
  }
  get type() { return stateOf(this).type; }
  get url() { return stateOf(this).url; }
  get redirected() { return stateOf(this).redirected; }
  get status() { return stateOf(this).status; }
  get ok() {
    const { status } = stateOf(this);
    return status >= 200 && status <= 299;
  }
  get statusText() { return stateOf(this).statusText; }
  get headers() { return stateOf(this).headers; }
  clone() {
    const state = stateOf(this);
    return makeResponse({ ...state, headers: listOf(state.headers) }, teed(this), state.type === 'default' ? 'response' : 'immutable');
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const { status, statusText, headers, type, url, redirected } = stateOf(this);
    return `Response ${inspect({ status, statusText, headers, bodyUsed: this.bodyUsed, ok: this.ok, redirected, type, url }, options)}`;
  }
}
Object.defineProperty(Response.prototype, Symbol.toStringTag, { value: 'Response', configurable: true });
for (const name of ['type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers', 'clone']) Object.defineProperty(Response.prototype, name, { enumerable: true });
mixBody(Response);

/** A response that no guest could make: of the network, or a copy. */
export function makeResponse({ type, url = '', redirected = false, status, statusText, headers }, body, guard = 'immutable') {
  const response = new Response();
  states.set(response, { type, url, redirected, status, statusText, headers: guarded(guard, headers) });
  setBody(response, body);
  return response;
}
