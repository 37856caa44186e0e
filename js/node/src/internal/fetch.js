// https://fetch.spec.whatwg.org/#fetch-method, for one package. The broker decides each hop, and a fetcher makes it; redirects are followed
// here, so that each is decided like a request of its own.
import { matches } from '../fetch/integrity.js';

const { begin } = require('bailey:powers');
const { hasBody, listOf, makeResponse, Request, takePieces, wholeBytes } = require('internal/fetch-types');

const mostRedirects = 20;
const piece = 60 * 1024;
/** What the broker takes; whoever sends more is ended. In UTF-16 units. */
const most = { url: 16 * 1024, method: 64, headers: 256, all: 64 * 1024 };
const redirects = new Set([301, 302, 303, 307, 308]);
/** Headers that speak of a body, and go with it. */
const ofTheBody = new Set(['content-encoding', 'content-language', 'content-location', 'content-type']);

const failure = (error, what = 'fetch failed') => new TypeError(`${what}: ${error.message}`, { cause: error });

function fetch(input, init = undefined) {
  // What is wrong with the arguments rejects, as everything else does.
  return new Promise((resolve) => resolve(run(new Request(input, init ?? {}))));
}

async function run(request) {
  // (f1)
  const { signal } = request;
  signal.throwIfAborted();
  let { method, url } = request;
  let headers = withDefaults(listOf(request.headers));
  let body = hasBody(request) ? { whole: wholeBytes(request), next: takePieces(request) } : undefined;
  for (let count = 0; ; count++) {
    const answer = await hop({ method, url, headers, body, signal });
    const location = redirects.has(answer.head.status) ? answer.head.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] : undefined;
    if (location === undefined || request.redirect === 'manual') return finish(request, answer, url, count > 0);
    answer.close();
    if (request.redirect === 'error') throw new TypeError('fetch failed: the answer is a redirect, and the request says redirect: "error"');
    if (count === mostRedirects) throw new TypeError('fetch failed: too many redirects');
    // (f6)
    const to = target(location, url);
    const { status } = answer.head;
    if (((status === 301 || status === 302) && method === 'POST') || (status === 303 && method !== 'GET' && method !== 'HEAD')) {
      method = 'GET';
      body = undefined;
      headers = headers.filter(([name]) => !ofTheBody.has(name));
    }
    if (body !== undefined && body.whole === undefined) throw new TypeError('fetch failed: a body that was a stream cannot be sent again to where the redirect leads');
    // What was meant for one origin is not told to another.
    if (to.origin !== originOf(url)) headers = headers.filter(([name]) => name !== 'authorization');
    url = to.href;
  }
}

function withDefaults(headers) {
  for (const [name, value] of [['accept', '*/*'], ['accept-language', '*'], ['user-agent', 'Bailey']]) {
    if (!headers.some((entry) => entry[0] === name)) headers.push([name, value]);
  }
  return headers;
}

function target(location, from) {
  const { URL } = require('internal/url');
  let to;
  try {
    to = new URL(location, from);
  } catch {
    throw new TypeError('fetch failed: the redirect leads to no URL');
  }
  if (to.protocol !== 'https:' && to.protocol !== 'http:') throw new TypeError(`fetch failed: the redirect leads to ${to.protocol}`);
  if (to.username !== '' || to.password !== '') throw new TypeError('fetch failed: the redirect leads to a URL with a user name or a password');
  if (to.hash === '') to.hash = new URL(from).hash;
  return to;
}

const originOf = (url) => new (require('internal/url').URL)(url).origin;

/** One request and the head of its answer. */
async function hop({ method, url, headers, body, signal }) {
  if (!/^https?:/.test(url)) throw new TypeError(`fetch failed: ${url.slice(0, url.indexOf(':') + 1)} cannot be fetched`);
  const hash = url.indexOf('#');
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (url.length > most.url || method.length > most.method || headers.length > most.headers || size > most.all) throw new TypeError('fetch failed: the URL or the headers are too long');
  let id;
  try {
    const sent = body === undefined ? null : body.whole === undefined ? {} : { length: body.whole.length };
    ({ value: { id } } = await begin('fetch.open', { method, url: hash < 0 ? url : url.slice(0, hash), headers, body: sent }));
  } catch (error) {
    throw failure(error);
  }
  const state = { over: false, fail: undefined, reason: undefined };
  const close = () => {
    if (state.over) return;
    state.over = true;
    signal.removeEventListener('abort', onAbort);
    begin('fetch.close', { id }).catch(() => {});
  };
  const ended = new Promise((resolve, reject) => { state.fail = reject; });
  ended.catch(() => {});
  const end = (error) => {
    state.reason ??= { error };
    state.fail(error);
    close();
  };
  const onAbort = () => end(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort);

  // The body's own error is the one that counts; the broker's is a consequence.
  if (body !== undefined) upload(id, body).catch(end);
  const ask = async (what, method) => {
    try {
      return await Promise.race([begin(method, { id }), ended]);
    } catch (error) {
      close();
      throw state.reason === undefined ? failure(error, what) : state.reason.error;
    }
  };
  const { value: head } = await ask('fetch failed', 'fetch.head');
  const over = () => {
    state.over = true;
    signal.removeEventListener('abort', onAbort);
  };
  if (head.empty) over();
  let last = head.empty;
  return {
    head, close,
    pull: async () => {
      if (last) return undefined;
      if (state.over && state.reason === undefined) throw new TypeError('terminated: the request is over');
      const { value, data } = await ask('terminated', 'fetch.read');
      last = value.end;
      if (!last) return new Uint8Array(data);
      over();
      return undefined;
    },
  };
}

async function upload(id, { whole, next }) {
  const send = (end, bytes) => quietly(begin('fetch.send', { id, end }, bytes?.slice().buffer));
  if (whole !== undefined) {
    for (let at = 0, end = false; !end; at += piece) {
      end = at + piece >= whole.length;
      if (!await send(end, whole.subarray(at, at + piece))) return;
    }
    return;
  }
  for (let bytes = await next(); bytes !== undefined; bytes = await next()) {
    for (let at = 0; at < bytes.length; at += piece) if (!await send(false, bytes.subarray(at, at + piece))) return;
  }
  await send(true);
}

/** False where the connection takes no more: the head of the answer says why. A refusal is said at once. */
async function quietly(sending) {
  try {
    await sending;
    return true;
  } catch (error) {
    if (error?.code === 'ERR_BAILEY_REFUSED') throw failure(error);
    return false;
  }
}

async function finish(request, { head, close, pull }, url, redirected) {
  const headers = head.headers.map(([name, value]) => [`${name}`.toLowerCase(), `${value}`]);
  const without = request.method === 'HEAD' || [204, 205, 304].includes(head.status);
  const body = without ? null : { source: { pull, cancel: close } };
  if (without) close();
  const hash = url.indexOf('#');
  const described = { type: 'basic', url: hash < 0 ? url : url.slice(0, hash), redirected, status: head.status, statusText: head.statusText, headers };
  const response = makeResponse(described, body);
  if (request.integrity === '') return response;
  const bytes = await response.bytes();
  if (!matches(bytes, request.integrity)) throw new TypeError('fetch failed: the answer has another hash than the integrity that was asked for');
  return makeResponse(described, without ? null : { bytes });
}

export default { fetch };
