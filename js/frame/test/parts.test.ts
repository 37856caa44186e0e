import { test } from 'node:test';
import assert from 'node:assert/strict';
import { decode, encode, longestMessage } from '../src/both/message.js';
import { readAddress } from '../src/element/address.js';
import { readGrants } from '../src/element/grants.js';
import { printable } from '../src/element/printable.js';
import { Pace } from '../src/element/pace.js';
import { Refusals } from '../src/element/refusals.js';

test('a message is text, of a type, of bounded length', () => {
  assert.deepEqual(decode(encode('a.b-c', { x: [1] })), { type: 'a.b-c', data: { x: [1] } });
  assert.deepEqual(decode(encode('none', undefined)), { type: 'none', data: null });
  for (const none of [undefined, null, 7, {}, ['a', 1], '', '{}', '["a"]', '["a",1,2]', '[1,2]', '["",1]', '["a b",1]', '["__proto__",1]', `["a","${'x'.repeat(longestMessage)}"]`]) {
    assert.equal(decode(none), undefined, String(none).slice(0, 20));
  }
  assert.throws(() => encode('a b', 1), TypeError);
  assert.throws(() => encode('a', 'x'.repeat(longestMessage)), RangeError);
});

test('only a container of another origin is an address', () => {
  const host = new URL('http://localhost:5000/page') as unknown as Location;
  const id = 'abcdefghij234567abcd';
  const flawed = (src: string | null) => 'flaw' in readAddress(src, host);
  assert.equal(flawed(`http://${id}.localhost:5000/a?b#c`), false);
  assert.equal(flawed(`//${id}.localhost:5000/`), false);
  for (const src of [null, '', '/', 'http://localhost:5000/', 'http://localhost:5001/', 'javascript:1', 'data:text/html,x', 'blob:http://x/1', 'about:blank', 'http://', `http://${id}/`, `http://${id}1.localhost/`, `http://x.${id}.localhost/`]) {
    assert.equal(flawed(src), true, String(src));
  }
});

test('a policy has known tokens, in their order, and plain features', () => {
  assert.deepEqual(readGrants(null), { sandbox: 'allow-scripts allow-same-origin', allow: '' });
  assert.deepEqual(readGrants('allow-forms allow-scripts; fullscreen;clipboard-write'), { sandbox: 'allow-scripts allow-forms', allow: 'fullscreen; clipboard-write' });
  for (const policy of ['allow-popups', 'allow-top-navigation', 'ALLOW-SCRIPTS', 'allow-scripts; camera *', 'allow-scripts; camera "x"', 'allow-scripts;']) {
    assert.ok('flaw' in readGrants(policy), policy);
  }
});

test('words of a guest hold nothing invisible and do not run on', () => {
  assert.equal(printable('a\u202eb\u0000c\u200bd'), 'a\ufffdb\ufffdc\ufffdd');
  assert.equal(printable('häuser 家'), 'häuser 家');
  assert.equal([...printable('😀'.repeat(1000), 10)].length, 10);
});

test('a pace gives its burst at once and then its rate', () => {
  const pace = new Pace(3, 10, 0);
  assert.deepEqual([0, 0, 0, 0].map((now) => pace.take(now)), [true, true, true, false]);
  assert.deepEqual([100, 100].map((now) => pace.take(now)), [true, false]);
  assert.deepEqual([1e6, 1e6, 1e6, 1e6].map((now) => pace.take(now)), [true, true, true, false]);
});

test('what was refused is listed once, counted, and bounded', () => {
  const refusals = new Refusals();
  const one = (subject: string) => refusals.add({ kind: 'violation', subject, reason: 'r', grant: null });
  assert.ok(one('a'));
  assert.equal(one('a'), undefined);
  assert.equal(refusals.list[0]?.count, 2);
  for (let i = 0; i < 200; i++) one(`b${i}`);
  assert.equal(refusals.list.length, Refusals.most);
  assert.equal(refusals.total, 202);
});
