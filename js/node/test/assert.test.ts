import test from 'node:test';
import nodeAssert from 'node:assert';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const { require } = load(fakePowers());
const ours = require('assert');

const messageOf = (run: () => any) => {
  try {
    run();
    return 'passed';
  } catch (error: any) {
    return [error.name, error.code, error.generatedMessage, error.operator, error.message];
  }
};

test('the same assertions pass and fail, with the same messages', () => {
  const calls: ((a: any) => void)[] = [
    (a) => a(true), (a) => a(0, 'zero'), (a) => a.ok(1), (a) => a.equal(1, '1'), (a) => a.equal(1, 2), (a) => a.strictEqual(1, 2), (a) => a.strictEqual('a', 'b'), (a) => a.strictEqual(1, 1), (a) => a.ok(false, 'mine'),
    (a) => a.notStrictEqual(1, 1), (a) => a.notEqual(1, 1), (a) => a.deepStrictEqual([1, 2], [1, 2]), (a) => a.deepStrictEqual({ a: 1 }, { a: 2 }), (a) => a.deepStrictEqual([1, [2, 3]], [1, [2, 4]]), (a) => a.deepEqual([1], ['1']), (a) => a.deepEqual([1], [2]),
    (a) => a.notDeepStrictEqual({ a: 1 }, { a: 1 }), (a) => a.throws(() => { throw new TypeError('x'); }), (a) => a.throws(() => { throw new TypeError('x'); }, TypeError), (a) => a.throws(() => { throw new TypeError('x'); }, /y/), (a) => a.throws(() => {}), (a) => a.throws(() => {}, RangeError),
    (a) => a.throws(() => { throw new TypeError('x'); }, { message: 'x', name: 'TypeError' }), (a) => a.doesNotThrow(() => {}), (a) => a.doesNotThrow(() => { throw new Error('z'); }), (a) => a.match('abc', /b/), (a) => a.match('abc', /x/), (a) => a.doesNotMatch('abc', /b/),
    (a) => a.fail(), (a) => a.fail('why'), (a) => a.ifError(null), (a) => a.ifError(new Error('e')), (a) => a.strict.equal(1, '1'), (a) => a.strictEqual(NaN, NaN), (a) => a.strictEqual({ a: 1 }, { a: 1 }), (a) => { throw new a.AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' }); },
  ];
  const different: string[] = [];
  for (const call of calls) {
    const [actual, expected] = [messageOf(() => call(ours)), messageOf(() => call(nodeAssert))];
    if (JSON.stringify(actual) !== JSON.stringify(expected)) different.push(`${call}\n  ours: ${JSON.stringify(actual)}\n  node: ${JSON.stringify(expected)}`);
  }
  nodeAssert.deepEqual(different, []);
});

test('promises', async () => {
  await ours.rejects(Promise.reject(new TypeError('x')), TypeError);
  await nodeAssert.rejects(ours.rejects(Promise.resolve(1)), { code: 'ERR_ASSERTION' });
  await nodeAssert.rejects(ours.doesNotReject(Promise.reject(new Error('x'))), { code: 'ERR_ASSERTION' });
});
