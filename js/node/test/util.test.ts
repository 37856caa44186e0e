import test from 'node:test';
import assert from 'node:assert';
import nodeUtil from 'node:util';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const powers = fakePowers({ env: { NODE_DEBUG: 'my*,other' }, argv: ['node', 'x.js', '--size=3', 'file'] });
const { require } = load(powers);
const util = require('util');

class Foo { a = 1; get b() { return 2; } #c = 3; }
class Bar extends Foo { override a = 2; static s = 1; }
class Named extends Map {}
const cyclic: any = { name: 'c', list: [1] };
cyclic.self = cyclic;
cyclic.list.push(cyclic);
const values: Record<string, () => unknown> = {
  numbers: () => [0, -0, 1.5, NaN, Infinity, 10n, 123456789],
  strings: () => ['a', 'it\'s', 'q"d', '`', 'line\nbreak', '\u0000\u001b', '\ud800', 'é😀'],
  'long string': () => 'x'.repeat(200),
  'long strings': () => ['x'.repeat(100), 'y'.repeat(100)],
  object: () => ({ a: 1, 'b-c': 2, [Symbol('s')]: 3, 4: 5 }),
  nested: () => ({ a: { b: { c: { d: {} } } } }),
  'null prototype': () => Object.assign(Object.create(null), { x: 1 }),
  array: () => [1, , 3, ...Array(120).fill(0)],
  'array props': () => Object.assign([1, 2], { x: 1 }),
  wide: () => Array.from({ length: 40 }, (_, i) => i * 1000),
  words: () => Array.from({ length: 30 }, (_, i) => `word${i}`),
  maps: () => new Map<any, any>([['a', 1], [{ b: 1 }, new Set([1, 'x'])]]),
  named: () => new Named([[1, 2]]),
  classes: () => [Foo, Bar, class {}, new Foo(), new Bar()],
  functions: () => [function f() {}, () => {}, async () => {}, function* g() {}, async function* ag() {}, Object.assign(() => {}, { x: 1 })],
  accessors: () => ({ get a() { return 1; }, set b(_: any) {}, get c() { return 1; }, set c(_: any) {} }),
  symbols: () => [Symbol('x'), Symbol.iterator, Symbol('')],
  boxed: () => [new Number(1), new String('s'), new Boolean(true), Object(1n), Object(Symbol('z'))],
  dates: () => [new Date(0), new Date(NaN)],
  regexps: () => [/a/g, Object.assign(/b/, { x: 1 })],
  typed: () => [new Uint8Array(3), new Float64Array([1.5]), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), new BigInt64Array(1)],
  weak: () => [new WeakMap(), new WeakSet()],
  iterators: () => [[1][Symbol.iterator](), 'x'[Symbol.iterator]()], // those of Map and Set would have to be consumed to be shown
  generator: () => (function* () { yield 1; })(),
  cyclic: () => cyclic,
  tag: () => ({ [Symbol.toStringTag]: 'Tag', a: 1 }),
  arguments: () => (function (..._: any[]) { return arguments; })(1, 2),
  custom: () => ({ [Symbol.for('nodejs.util.inspect.custom')](depth: number, options: any, inspect: any) { return `<${depth} ${inspect(1, options)}>`; } }),
  'null and undefined': () => [null, undefined, { a: undefined }],
};
const options: Record<string, any> = {
  plain: {}, deep: { depth: null }, shallow: { depth: 0 }, colors: { colors: true }, hidden: { showHidden: true }, compact: { compact: false }, narrow: { breakLength: 40 },
  sorted: { sorted: true }, getters: { getters: true }, few: { maxArrayLength: 2, maxStringLength: 5 }, one: { compact: true, breakLength: Infinity },
};
for (const [label, make] of Object.entries(values)) {
  test(`inspect is Node's: ${label}`, () => {
    for (const [name, option] of Object.entries(options)) {
      // What a debugger could see of an iterator, a promise or weak references is hidden from a program.
      if (name === 'hidden' && /iterators|weak|generator/.test(label)) continue;
      assert.equal(util.inspect(make(), option), nodeUtil.inspect(make(), option), name);
    }
  });
}

test('an error is shown with its stack, its cause and its properties', () => {
  const error = Object.assign(new TypeError('outer', { cause: new RangeError('inner') }), { code: 'E_X' });
  assert.equal(util.inspect(error), nodeUtil.inspect(error));
  assert.equal(util.inspect({ error: new Error('x\ny') }).split('\n')[1], nodeUtil.inspect({ error: new Error('x\ny') }).split('\n')[1]);
});

test('an error with the engine\'s kind of stack looks like one of Node', () => {
  const error = new Error('boom');
  Object.defineProperty(error, 'stack', { value: 'inner@/app/a.js:1:2\n/app/b.js:3:4\nglobal code@/app/c.js:5:6\nmap@[native code]\n' });
  assert.equal(util.inspect(error), 'Error: boom\n    at inner (/app/a.js:1:2)\n    at /app/b.js:3:4\n    at /app/c.js:5:6');
});

test('format', () => {
  for (const args of [['%s %d %i %f', 'a', '42.5', '42.5', '42.5'], ['%j', { a: 1 }], ['%o', { a: [1] }], ['%O', { a: { b: { c: {} } } }], ['%%', 1], ['%c', 'css'], ['a', 'b', { c: 1 }], [1, 2], ['%s', null, undefined], ['%s', Symbol('x')], ['%d', 5n], ['%s', { toString() { return 'own'; } }], ['%s', class A {}], ['100%', 'x'], []]) {
    assert.equal(util.format(...args), nodeUtil.format(...(args as [any])));
  }
});

test('isDeepStrictEqual and the loose kind agree with Node', () => {
  const pairs: [any, any][] = [
    [{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: '1' }], [[1, 2], [1, 2]], [[1, , 2], [1, undefined, 2]], [new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])], [new Set([{ a: 1 }, 2]), new Set([2, { a: 1 }])],
    [new Set([1, '2']), new Set(['1', 2])], [NaN, NaN], [0, -0], [new Date(0), new Date(0)], [new Date(0), new Date(1)], [/a/g, /a/i], [new Error('a'), new Error('a')], [new Error('a'), new TypeError('a')],
    [Object(1), Object(1)], [Object(1), 1], [new Uint8Array([1]), new Uint8Array([1])], [new Uint8Array([1]), [1]], [{ [Symbol.for('x')]: 1 }, {}], [null, undefined], [Object.create(null), {}], [cyclic, { ...cyclic }],
    [{ a: undefined }, {}], [new Map([['a', 1]]), new Map([['a', 2]])], [1n, 1], ['a', ['a']], [new Float32Array([0]), new Float32Array([-0])], [[1], { 0: 1, length: 1 }], [() => {}, () => {}],
  ];
  const nodeAssert = assert;
  const loose = (a: any, b: any) => { try { nodeAssert.deepEqual(a, b); return true; } catch { return false; } };
  const { isDeepEqual } = require('internal/comparisons');
  for (const [a, b] of pairs) {
    assert.equal(util.isDeepStrictEqual(a, b), nodeUtil.isDeepStrictEqual(a, b), `strict ${nodeUtil.inspect([a, b])}`);
    assert.equal(isDeepEqual(a, b), loose(a, b), `loose ${nodeUtil.inspect([a, b])}`);
  }
});

test('types', () => {
  const samples = [new Map(), new Set(), new Date(), /x/, new Error(), Promise.resolve(), new Uint8Array(), new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), new WeakMap(), new WeakSet(), Object(1), Object('s'), Object(1n), Object(Symbol()), Object(true),
    async () => {}, function* () {}, (function* () {})(), new Map().keys(), new Set().keys(), (function () { return arguments; })(), {}, [], null, 1, 'x', { [Symbol.toStringTag]: 'Map' }, RegExp.prototype, Map.prototype];
  for (const name of Object.keys(nodeUtil.types)) {
    if (/Proxy|External|KeyObject|CryptoKey|SharedArrayBuffer|isModuleNamespace/.test(name)) continue;
    for (const [i, sample] of samples.entries()) assert.equal(util.types[name](sample), (nodeUtil.types as any)[name](sample), `${name} of sample ${i}`);
  }
});

test('promisify, callbackify, inherits, deprecate', async () => {
  const add = util.promisify((a: number, b: number, done: any) => done(null, a + b));
  assert.equal(await add(1, 2), 3);
  assert.equal(util.promisify(add), util.promisify(add));
  await assert.rejects(util.promisify((done: any) => done(new Error('x')))(), /x/);
  await new Promise<void>((resolve) => util.callbackify(async (x: number) => x + 1)(1, (error: any, value: any) => { assert.equal(error, null); assert.equal(value, 2); resolve(); }));
  assert.throws(() => util.promisify(5), { code: 'ERR_INVALID_ARG_TYPE' });
  const old = util.deprecate(() => 7, 'is old', 'DEP1');
  assert.equal(old(), 7);
  assert.equal(old(), 7);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(powers.written.filter((each) => each.text.includes('DEP1')).map((each) => each.text), ['(node:1) [DEP1] DeprecationWarning: is old\n']);
});

test('debuglog prints only the sections that the granted environment names', () => {
  util.debuglog('mysection')('seen %d', 1);
  util.debuglog('quiet')('unseen');
  assert.deepEqual(powers.written.filter((each) => /seen/.test(each.text)), [{ stream: 2, text: 'MYSECTION 1: seen 1\n' }]);
});

test('parseArgs reads the guest\'s own arguments', () => {
  assert.deepEqual({ ...util.parseArgs({ options: { size: { type: 'string' } }, allowPositionals: true }).values }, { size: '3' });
  assert.throws(() => util.parseArgs({ options: {} }), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' });
});

test('parseEnv', () => {
  const text = 'A=1\nexport B = "two words" # c\nC=\'x\'\nD=`y`\n# no\nE=a b # c\nF=\nG="l1\\nl2"\nH="multi\nline"';
  assert.deepEqual({ ...util.parseEnv(text) }, { ...(nodeUtil as any).parseEnv(text) });
});

test('styleText, stripVTControlCharacters, toUSVString, MIMEType', () => {
  assert.equal(util.styleText(['bold', 'red'], 'x'), '\u001b[1m\u001b[31mx\u001b[39m\u001b[22m');
  assert.equal(util.stripVTControlCharacters('\u001b[31mx\u001b[0m'), 'x');
  assert.equal(util.toUSVString('a\ud800'), 'a\ufffd');
  assert.equal(`${new util.MIMEType('Text/HTML; charset="utf-8";x=y')}`, `${new nodeUtil.MIMEType('Text/HTML; charset="utf-8";x=y')}`);
});

test('every name of Node\'s util is there', () => {
  const absent = Object.keys(nodeUtil).filter((name) => !(name in util) && !name.startsWith('_e'));
  assert.deepEqual(absent, []);
});
