import test from 'node:test';
import assert from 'node:assert';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const { require } = load(fakePowers());
const { Event, EventTarget, CustomEvent } = require('internal/event-target');
const { AbortController, AbortSignal } = require('internal/abort-timeout');
const { DOMException } = require('internal/dom-exception');
const { structuredClone: clone } = require('internal/structured-clone');
const encoding = require('internal/encoding');

test('events reach listeners once, in order, until one stops them', () => {
  const target = new EventTarget(), seen: any[] = [];
  const listener = (event: any) => seen.push(['a', event.type, event.target === target, event.eventPhase]);
  target.addEventListener('x', listener);
  target.addEventListener('x', listener);
  target.addEventListener('x', { handleEvent: (event: any) => { seen.push('object'); event.preventDefault(); } }, { once: true });
  target.addEventListener('x', (event: any) => { seen.push('stop'); event.stopImmediatePropagation(); });
  target.addEventListener('x', () => seen.push('never'));
  assert.equal(target.dispatchEvent(new Event('x', { cancelable: true })), false);
  assert.equal(target.dispatchEvent(new Event('x', { cancelable: true })), true);
  assert.deepEqual(seen, [['a', 'x', true, 2], 'object', 'stop', ['a', 'x', true, 2], 'stop']);
  assert.equal(new CustomEvent('y', { detail: 5 }).detail, 5);
  assert.throws(() => target.dispatchEvent({}), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => target.addEventListener.call({}, 'x', listener), { code: 'ERR_INVALID_THIS' });
});

test('a passive listener cannot prevent, and an aborted signal removes', () => {
  const target = new EventTarget(), controller = new AbortController();
  let count = 0;
  target.addEventListener('x', (event: any) => { count++; event.preventDefault(); }, { passive: true, signal: controller.signal });
  assert.equal(target.dispatchEvent(new Event('x', { cancelable: true })), true);
  controller.abort();
  target.dispatchEvent(new Event('x'));
  assert.equal(count, 1);
});

test('abort signals', async () => {
  const controller = new AbortController();
  const any = AbortSignal.any([controller.signal, new AbortController().signal]);
  const seen: string[] = [];
  any.onabort = (event: any) => seen.push(`any ${event.isTrusted}`);
  controller.signal.addEventListener('abort', () => seen.push('one'));
  controller.abort();
  controller.abort('again');
  assert.deepEqual(seen, ['one', 'any true']);
  assert.equal(any.reason, controller.signal.reason);
  assert.ok(any.reason instanceof DOMException && any.reason instanceof Error);
  assert.equal(`${any.reason.name} ${any.reason.code}`, 'AbortError 20');
  assert.throws(() => any.throwIfAborted(), { name: 'AbortError' });
  assert.equal(AbortSignal.abort(5).reason, 5);
  assert.throws(() => new AbortSignal(), TypeError);
  assert.ok(any instanceof AbortSignal && any instanceof EventTarget);
  const timed = AbortSignal.timeout(2);
  await new Promise((resolve) => { const wait = setTimeout(() => {}, 1000); timed.onabort = () => { clearTimeout(wait); resolve(0); }; });
  assert.equal(timed.reason.name, 'TimeoutError');
});

test('structuredClone copies what can be copied and refuses the rest as Node does', () => {
  const cyclic: any = { list: [1, , 3], when: new Date(5), regexp: /x/gi, bytes: new Uint8Array([1, 2]).subarray(1), map: new Map([[{ a: 1 }, new Set([1n])]]), box: Object('s'), error: new RangeError('r', { cause: 'c' }), none: undefined, nan: NaN };
  cyclic.self = cyclic;
  assert.deepStrictEqual(clone(cyclic), globalThis.structuredClone(cyclic));
  assert.equal(clone(cyclic).self === clone(cyclic), false);
  const shared = { x: 1 }, copy = clone([shared, shared]);
  assert.equal(copy[0], copy[1]);
  for (const value of [() => {}, Symbol('x'), { f() {} }, new WeakMap(), Promise.resolve()]) {
    let expected: any;
    try { globalThis.structuredClone(value); } catch (error) { expected = error; }
    assert.throws(() => clone(value), { name: expected.name, code: 25 });
  }
  const buffer = new ArrayBuffer(4);
  if (!(buffer as any).transfer) return; // this Node cannot detach
  assert.equal(clone(buffer, { transfer: [buffer] }).byteLength, 4);
  assert.equal(buffer.byteLength, 0);
});

test('text is encoded and decoded as the standard says', () => {
  const texts = ['', 'héllo 😀', 'a\ud800b', '\ufeffx'];
  for (const text of texts) {
    assert.deepEqual([...new encoding.TextEncoder().encode(text)], [...new TextEncoder().encode(text)]);
    const [ours, theirs] = [new Uint8Array(4), new Uint8Array(4)];
    assert.deepEqual({ ...new encoding.TextEncoder().encodeInto(text, ours) }, { ...new TextEncoder().encodeInto(text, theirs) });
    assert.deepEqual(ours, theirs);
  }
  const inputs = [[0xff, 0xfe, 0x41], [0xc3, 0xa9], [0xc3], [0xef, 0xbb, 0xbf, 0x41], [0xf0, 0x9f, 0x98, 0x80], [0xed, 0xa0, 0x80], [0x41, 0x00, 0x42], [0xe9, 0x80]];
  for (const bytes of inputs.map((each) => new Uint8Array(each))) {
    for (const [label, options] of [['utf-8', {}], ['utf-8', { ignoreBOM: true }], ['utf-16le', {}]] as const) {
      assert.equal(new encoding.TextDecoder(label, options).decode(bytes), new TextDecoder(label, options).decode(bytes), `${label} ${bytes}`);
    }
    for (const D of [encoding.TextDecoder]) {
      const whole = new D().decode(bytes), decoder = new D();
      assert.equal([...bytes].map((byte) => decoder.decode(new Uint8Array([byte]), { stream: true })).join('') + decoder.decode(), whole);
    }
  }
  assert.equal(new encoding.TextDecoder('latin1').decode(new Uint8Array([0xe9, 0x80])), 'é€');
  assert.throws(() => new encoding.TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])), { code: 'ERR_ENCODING_INVALID_ENCODED_DATA', name: 'TypeError' });
  assert.throws(() => new encoding.TextDecoder('nope'), { code: 'ERR_ENCODING_NOT_SUPPORTED', name: 'RangeError' });
});

test('a store is there while run runs and in what was bound, and nowhere else', async () => {
  const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
  const a = new AsyncLocalStorage(), b = new AsyncLocalStorage();
  let bound: any, resource: any;
  assert.equal(a.run(1, () => b.run(2, () => {
    bound = AsyncLocalStorage.bind(() => [a.getStore(), b.getStore()]);
    resource = new AsyncResource('X');
    return a.exit(() => a.getStore()) ?? [a.getStore(), b.getStore()].join();
  })), '1,2');
  assert.equal(a.getStore(), undefined);
  assert.deepEqual(bound(), [1, 2]);
  assert.equal(resource.runInAsyncScope(() => a.getStore()), 1);
  assert.throws(() => a.run(3, () => { throw new Error('x'); }), /x/);
  assert.equal(a.getStore(), undefined);
  a.enterWith(9);
  assert.equal(a.getStore(), 9);
  await null;
  await null;
  assert.equal(a.getStore(), undefined);
});

test('performance marks and measures stay in their package', () => {
  const one = load(fakePowers()).require('perf_hooks'), two = load(fakePowers()).require('perf_hooks');
  one.performance.mark('m');
  assert.equal(one.performance.measure('d', 'm').entryType, 'measure');
  assert.equal(one.performance.getEntries().length, 2);
  assert.equal(two.performance.getEntries().length, 0);
  assert.throws(() => one.performance.measure('d', 'none'), { name: 'SyntaxError' });
  assert.equal(Number.isInteger(one.performance.now()), true);
});

test('a pair of duplex streams carries each way, holds back the faster side and ends both', async () => {
  const stream = load(fakePowers()).require('stream');
  const [left, right] = stream.duplexPair({ highWaterMark: 4 });
  assert.equal(left.write('abcdef'), false);
  right.write('x');
  left.end('!');
  right.end();
  const text = async (from: any) => { let all = ''; for await (const chunk of from) all += chunk; return all; };
  assert.deepEqual(await Promise.all([text(right), text(left)]), ['abcdef!', 'x']);
});
