// Headers, Request, Response and FormData beside Node's own; fetch itself over a broker of the test's.
import test from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const types = ['FormData', 'Headers', 'Request', 'Response'];
const { require: own } = load(fakePowers());
const ours = Object.fromEntries([
  ...types.map((name) => [name, own('internal/fetch-types')[name]]),
  ...['Blob', 'File'].map((name) => [name, own('internal/blob')[name]]),
  ...['URL', 'URLSearchParams'].map((name) => [name, own('internal/url')[name]]),
  ['ReadableStream', own('stream/web').ReadableStream], ['AbortController', own('internal/abort-timeout').AbortController],
]);
const theirs: any = globalThis;

/** What a piece of code gives, or the kind of error that it throws. */
async function outcome(names: any, code: string) {
  try {
    const run = new Function('{ FormData, Headers, Request, Response, Blob, File, URL, URLSearchParams, ReadableStream, AbortController }', `return (async () => (${code}))()`);
    const value = await run(names);
    return typeof value === 'symbol' ? String(value) : value;
  } catch (error: any) {
    return `throws ${error.name}`;
  }
}

const same: Record<string, string[]> = {
  headers: [
    `[...new Headers([['b', '1'], ['A', ' 2 '], ['a', '3']])]`,
    `[...new Headers({ 'X-A': 'b', 'set-cookie': 'c' })]`,
    `[...new Headers(new Headers({ a: 'b' }))]`,
    `(() => { const h = new Headers(); h.append('Set-Cookie', 'a=1'); h.append('set-cookie', 'b=2'); return [h.get('set-cookie'), h.getSetCookie(), [...h]]; })()`,
    `(() => { const h = new Headers({ a: '1' }); h.set('A', '2'); h.append('a', '3'); h.delete('b'); return [h.get('a'), h.has('A'), h.get('none'), [...h.keys()], [...h.values()]]; })()`,
    `(() => { const seen = []; new Headers({ b: '1', a: '2' }).forEach((value, name) => seen.push(name + value)); return seen; })()`,
    `new Headers('ab')`, `new Headers([['a']])`, `new Headers({ 'a b': 'c' })`, `new Headers({ a: 'b\\nc' })`, `new Headers({ a: '\\u0100' })`, `new Headers(null)`, `new Headers({ a: '' }).get('a')`,
    `new Headers().append('a')`, `Headers.prototype.get.call({}, 'a')`, `Object.prototype.toString.call(new Headers())`,
  ],
  request: [
    `(() => { const r = new Request('https://a.example/x?y#z', { method: 'post', body: 'text', headers: { a: 'b' } }); return [r.method, r.url, r.redirect, r.headers.get('content-type'), r.headers.get('a'), r.bodyUsed, r.signal.aborted]; })()`,
    `new Request('/relative')`, `new Request('https://u:p@a.example/')`, `new Request('https://a.example/', { method: 'GET', body: 'x' })`, `new Request('https://a.example/', { method: 'TRACE' })`,
    `new Request('https://a.example/', { method: 'a b' })`, `new Request('https://a.example/', { method: 'patch' }).method`, `new Request('https://a.example/', { redirect: 'never' })`,
    `new Request('https://a.example/', { mode: 'navigate' })`, `new Request('https://a.example/', { signal: 5 })`,
    `new Request('https://a.example/', { method: 'POST', body: new ReadableStream() })`,
    `new Request(new Request('https://a.example/', { method: 'POST', body: 'x', headers: { a: 'b' } })).text()`,
    `(async () => { const r = new Request('https://a.example/', { method: 'POST', body: 'x' }); const s = new Request(r); return [r.bodyUsed, s.bodyUsed, await s.text()]; })()`,
    `(async () => { const r = new Request('https://a.example/', { method: 'PUT', body: 'twice' }); return [await r.clone().text(), await r.text()]; })()`,
    `(() => { const c = new AbortController(); const r = new Request('https://a.example/', { signal: c.signal }); c.abort(); return [r.signal.aborted, r.signal === c.signal]; })()`,
    `new Request('https://a.example/', { method: 'POST', body: new URLSearchParams({ a: 'b c' }) }).text()`,
    `new Request('https://a.example/', { method: 'POST', body: new Blob(['x'], { type: 'a/b' }) }).headers.get('content-type')`,
  ],
  response: [
    `(() => { const r = new Response('x', { status: 201, statusText: 'Made', headers: { a: 'b' } }); return [r.status, r.ok, r.statusText, r.type, r.url, r.redirected, [...r.headers]]; })()`,
    `new Response('x', { status: 199 })`, `new Response('x', { status: 204 })`, `new Response(null, { status: 204 }).body`, `new Response('x', { statusText: 'a\\nb' })`,
    `new Response().text()`, `new Response('\\ufeffmark').text()`, `new Response('{"a":[1]}').json()`, `new Response('{').json()`, `new Response('').json()`,
    `(async () => [...new Uint8Array(await new Response(new Uint8Array([1, 2, 3]).subarray(1)).arrayBuffer())])()`,
    `(async () => { const r = new Response('x'); await r.text(); return [r.bodyUsed, r.body.locked]; })()`,
    `(async () => { const r = new Response('x'); await r.text(); return r.text(); })()`,
    `(async () => { const r = new Response('x'); r.body.getReader(); return r.text(); })()`,
    `(async () => { const r = new Response('x'); await r.text(); return r.clone(); })()`,
    `(async () => { const r = new Response('twice'); const s = r.clone(); return [await s.text(), await r.text(), s.status]; })()`,
    `(async () => { const r = new Response(new ReadableStream({ start(c) { c.enqueue(new Uint8Array([104])); c.enqueue(new Uint8Array([105])); c.close(); } })); const s = r.clone(); return [await s.text(), await r.text()]; })()`,
    `new Response(new ReadableStream({ start(c) { c.enqueue('text'); c.close(); } })).text()`,
    `(async () => { const parts = []; for await (const part of new Response('body').body) parts.push(...part); return parts; })()`,
    `(async () => { const b = await new Response('x', { headers: { 'content-type': 'a/b' } }).blob(); return [b.size, b.type]; })()`,
    `[Response.error().type, Response.error().status]`, `(() => { const r = Response.redirect('https://a.example/', 307); return [r.status, r.headers.get('location')]; })()`,
    `Response.redirect('https://a.example/', 200)`, `Response.error().headers.set('a', 'b')`,
    `(async () => { const r = Response.json({ a: 1 }, { status: 202 }); return [r.status, r.headers.get('content-type'), await r.text()]; })()`,
    `Response.json(undefined)`, `Response.json(1, { headers: { 'content-type': 'a/b' } }).headers.get('content-type')`,
    `Object.prototype.toString.call(new Response())`, `Response.prototype.text.call({})`,
  ],
  forms: [
    `(() => { const f = new FormData(); f.append('a', 'b'); f.append('a', 'c'); f.append('x', 1); f.set('a', 'd'); return [[...f], f.get('a'), f.getAll('a'), f.has('z'), f.get('z')]; })()`,
    `(() => { const f = new FormData(); f.append('f', new Blob(['x'], { type: 'a/b' })); const v = f.get('f'); return [v instanceof File, v.name, v.type, v.size]; })()`,
    `(async () => { const f = new FormData(); f.append('a "b"', 'line\\nline'); f.append('f', new File(['\\u00e4'], 'n"ame', { type: 'a/b' })); const r = new Response(f); const g = await r.formData(); return [r.headers.get('content-type').split('=')[0], g.get('a "b"'), g.get('f').name, g.get('f').type, await g.get('f').text()]; })()`,
    `(async () => [...await new Response(new URLSearchParams('a=b&c=d%20e')).formData()])()`,
    `new Response('x', { headers: { 'content-type': 'text/plain' } }).formData()`, `new Response('x', { headers: { 'content-type': 'multipart/form-data; boundary=b' } }).formData()`,
    `new FormData().append('a')`, `new FormData().append('a', 'b', 'c')`, `new FormData({})`,
  ],
};

for (const [what, codes] of Object.entries(same)) {
  test(`${what} are as in Node`, async () => {
    for (const code of codes) assert.deepEqual(await outcome(ours, code), await outcome(theirs, code), code);
  });
}

test('forbidden request headers are dropped in silence, as the standard has it', () => {
  const { Request, Headers } = ours as any;
  const given = { 'Cookie': 'a', 'HOST': 'b', 'content-length': '5', 'sec-fetch-site': 'c', 'proxy-x': 'd', 'transfer-encoding': 'chunked', 'x-http-method-override': 'TRACE', 'x-http-method': 'PUT', 'authorization': 'e' };
  assert.deepEqual([...new Request('https://a.example/', { headers: given }).headers], [['authorization', 'e'], ['x-http-method', 'PUT']]);
  assert.equal([...new Headers(given)].length, 9);
});

/** A broker that answers by URL; the log is what it was asked. */
function broker(answers: Record<string, (request: any) => { status?: number; headers?: [string, string][]; body?: string[] } | { error: any }>) {
  const powers: any = fakePowers(), log: string[] = [], open = new Map<number, any>();
  powers.begin = async (method: string, args: any, data?: ArrayBuffer) => {
    if (method === 'fetch.close') log.push(`close ${args.id}`);
    await new Promise((resolve) => setImmediate(resolve));
    const failed = (error: any) => Object.assign(new Error(error.message), error);
    if (method === 'fetch.open') {
      const answer = answers[args.url]?.({ ...args, sent: '' });
      log.push(`${args.method} ${args.url}`);
      if (answer === undefined || 'error' in answer) throw failed(answer?.error ?? { message: 'refused', code: 'ERR_BAILEY_REFUSED', refusal: { grant: 'a line' } });
      open.set(open.size + 1, { args, answer, body: [...answer.body ?? []], sent: '' });
      return { value: { id: open.size } };
    }
    const one = open.get(args.id);
    if (method === 'fetch.send') {
      one.sent += Buffer.from(data ?? new ArrayBuffer(0)).toString();
      if (args.end) log.push(`sent ${one.sent}`);
    } else if (method === 'fetch.head') {
      if (one.answer.status === 0) return new Promise(() => {});
      return { value: { status: one.answer.status ?? 200, statusText: '', headers: one.answer.headers ?? [], empty: false } };
    } else if (method === 'fetch.read') {
      const piece = one.body.shift();
      if (piece === 'never') return new Promise(() => {});
      if (piece === undefined) return { value: { end: true } };
      return { value: { end: false }, data: new Uint8Array(Buffer.from(piece)).buffer };
    }
    return { value: {} };
  };
  const { require } = load(powers);
  return { fetch: require('internal/fetch').fetch, AbortController: require('internal/abort-timeout').AbortController, log };
}

const to = (location: string, status = 302) => () => ({ status, headers: [['Location', location]] as [string, string][] });

test('each hop of a redirect is asked for by itself, and what was meant for one origin is not told to another', async () => {
  const seen: any[] = [];
  const { fetch, log } = broker({
    'https://a.example/1': (request) => { seen.push(request.headers); return to('/2', 307)(); },
    'https://a.example/2': (request) => { seen.push(request.headers); return to('https://b.example/3#there', 302)(); },
    'https://b.example/3': (request) => { seen.push(request.headers); return { body: ['ye', 's'] }; },
  });
  const answer = await fetch('https://a.example/1', { method: 'POST', body: 'x', headers: { authorization: 'secret', 'x-a': 'b' } });
  assert.deepEqual([answer.url, answer.redirected, await answer.text()], ['https://b.example/3', true, 'yes']);
  assert.deepEqual(log.filter((line) => !line.startsWith('close')), ['POST https://a.example/1', 'sent x', 'POST https://a.example/2', 'sent x', 'GET https://b.example/3']);
  const names = seen.map((headers) => headers.map(([name]: [string]) => name).filter((name: string) => /^(authorization|content-type|x-a)$/.test(name)).sort());
  assert.deepEqual(names, [['authorization', 'content-type', 'x-a'], ['authorization', 'content-type', 'x-a'], ['x-a']]);
});

test('a hop that is refused is refused, whatever came before', async () => {
  const { fetch } = broker({ 'https://a.example/': to('https://evil.example/') });
  await assert.rejects(fetch('https://a.example/'), (error: any) => error instanceof TypeError && error.cause.refusal.grant === 'a line');
  for (const location of ['ftp://a.example/', 'file:///etc/passwd', 'https://u:p@a.example/', 'http://', 'data:,x']) {
    await assert.rejects(broker({ 'https://a.example/': to(location) }).fetch('https://a.example/'), TypeError, location);
  }
});

test('an abort ends what waits, with its reason, and closes', async () => {
  const { fetch, AbortController, log } = broker({ 'https://a.example/head': () => ({ status: 0 }), 'https://a.example/body': () => ({ body: ['x', 'never'] }) });
  const early = new AbortController();
  early.abort('before');
  await assert.rejects(fetch('https://a.example/head', { signal: early.signal }), (reason) => reason === 'before');
  const during = new AbortController();
  const asked = fetch('https://a.example/head', { signal: during.signal });
  setTimeout(() => during.abort('during'), 5);
  await assert.rejects(asked, (reason) => reason === 'during');
  const later = new AbortController();
  const answer = await fetch('https://a.example/body', { signal: later.signal });
  setTimeout(() => later.abort('later'), 5);
  await assert.rejects(answer.text(), (reason) => reason === 'later');
  assert.deepEqual(log, ['GET https://a.example/head', 'close 1', 'GET https://a.example/body', 'close 2']);
});

test('nobody has an answer whose hash is another', async () => {
  const { fetch } = broker({ 'https://a.example/': () => ({ body: ['bo', 'dy'] }) });
  const hash = (kind: string, text: string) => `${kind}-${createHash(kind).update(text).digest('base64')}`;
  for (const integrity of [hash('sha256', 'body'), hash('sha512', 'body'), `${hash('sha256', 'other')} ${hash('sha384', 'body')}`, 'md5-x']) {
    assert.equal(await (await fetch('https://a.example/', { integrity })).text(), 'body', integrity);
  }
  for (const integrity of [hash('sha256', 'other'), `${hash('sha256', 'body')} ${hash('sha512', 'other')}`]) {
    await assert.rejects(fetch('https://a.example/', { integrity }), TypeError, integrity);
  }
});

test('what is no http cannot be fetched, and wrong arguments reject', async () => {
  const { fetch, log } = broker({});
  for (const url of ['file:///etc/passwd', 'ftp://a.example/', 'data:,x', 'relative', 'https://u:p@a.example/']) await assert.rejects(fetch(url), TypeError, url);
  await assert.rejects(fetch('https://a.example/', { method: 'CONNECT' }), TypeError);
  for (const [url, options] of [[`https://a.example/${'x'.repeat(16384)}`], ['https://a.example/', { headers: { a: 'x'.repeat(65536) } }], ['https://a.example/', { method: 'M'.repeat(65) }]] as [string, any][]) {
    await assert.rejects(fetch(url, options), /too long/);
  }
  assert.deepEqual(log, []);
});
