import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, success, TestCompartment } from './compartment.js';

test('Exports are live getters', () => {
  const c = new TestCompartment();
  const exports = c.module('export let n = 1; export function up() { n++ } export { n as "a b" }; export const { x, y: [z] } = { x: 1, y: [2] }; export class K {}');
  exports.up!()();
  assert.equal(exports.n!(), 2);
  assert.equal(exports['a b']!(), 2);
  assert.equal(exports.z!(), 2);
  assert.equal(exports.K!().name, 'K');
});

test('Functions are there before the module runs, other exports are not', () => {
  const c = new TestCompartment();
  let exports: Record<string, () => any> = {};
  const body = c.functor('export default function () {} export let x = 1', 'module').call(undefined, {}, (getters: typeof exports) => { exports = getters; });
  body.next();
  assert.equal(typeof exports.default!(), 'function');
  assert.throws(() => exports.x!(), /initiali[sz]ation/);
  body.next();
  assert.equal(exports.x!(), 1);
});

test('An anonymous default export is named default, another keeps its name', () => {
  const c = new TestCompartment();
  for (const text of ['function () {}', 'class {}', '() => {}', '(class {})', 'function* () {}', 'async () => {}']) {
    assert.equal(c.module(`export default ${text}`).default!().name, 'default', text);
  }
  assert.equal(c.module('export default function named() {}').default!().name, 'named');
  assert.equal(c.module('export default class { static name = 1 }').default!().name, 1);
  assert.equal(c.module('export default (0, () => {})').default!().name, '');
});

test('Imports are read at each use, have no setter, and are called without this', () => {
  const c = new TestCompartment();
  let value: unknown = 1;
  const get = (): unknown => value;
  const exports = c.module('import { a } from "x"; export const read = () => a, type = () => typeof a, call = () => a(), write = () => { a = 1 }, shadow = (a) => a', { a: get });
  assert.equal(exports.read!()(), 1);
  value = c.script('(function () { return this })');
  assert.equal(exports.type!()(), 'function');
  assert.equal(exports.call!()(), undefined);
  assert.equal(exports.shadow!()(5), 5);
  assert.throws(() => exports.write!()(), /setter|getter/);
});

test('The record lists requests once, re-exports with their source, and stars', () => {
  const { module } = success(`
    import d, { a as b } from 'x'; import * as ns from 'y'; import 'x'; import j from 'z' with { type: 'json' };
    export { b as c, ns }; export { q as default } from 'w'; export * from 'y'; export * as all from 'x'; export { e }; let e;`, 'module');
  assert.deepEqual(module, {
    imports: [
      { specifier: 'x', names: [{ imported: 'default', local: 'd' }, { imported: 'a', local: 'b' }] },
      { specifier: 'y', names: [{ imported: '*', local: 'ns' }] },
      { specifier: 'z', attributes: { type: 'json' }, names: [{ imported: 'default', local: 'j' }] },
      { specifier: 'w', names: [] },
    ],
    exports: [
      { exported: 'c', from: { specifier: 'x', imported: 'a' } },
      { exported: 'ns', from: { specifier: 'y', imported: '*' } },
      { exported: 'default', from: { specifier: 'w', imported: 'q' } },
      { exported: 'all', from: { specifier: 'x', imported: '*' } },
      { exported: 'e', local: 'e' },
    ],
    stars: ['y'], hasTopLevelAwait: false, usesMeta: false,
  });
});

test('Only an await outside functions makes a module asynchronous', () => {
  const isAsync = (text: string): boolean => success(text, 'module').module!.hasTopLevelAwait;
  assert.equal(isAsync('await 1'), true);
  assert.equal(isAsync('for await (const x of []);'), true);
  assert.equal(isAsync('class A { [await 1] = 1 }'), true);
  assert.equal(isAsync('async () => { await 1; for await (const x of []); }'), false);
});

test('import() and import.meta go to the source record, in the order of evaluation', async () => {
  const c = new TestCompartment();
  const exports = c.module('export const p = import("a", { with: {} }), url = import.meta.url, n = () => new import.meta.K()');
  assert.equal(await exports.p!(), 'module');
  assert.equal(exports.url!(), 'test');
  assert.equal(c.imported.length, 1);
  assert.doesNotMatch(success('import("a"); import.meta', 'module').code, /import/);
});

test('this and arguments of a module are not those of its functor', () => {
  const c = new TestCompartment();
  assert.equal(c.module('export const t = this').t!(), undefined);
  assert.throws(() => c.module('arguments'), /arguments is not defined/);
});

test('What modules forbid is an error of the rewriter', () => {
  for (const text of ['export { nothing }', 'import { a } from "x"; let a', 'export let a; export { a }', 'return 1', 'new.target', 'import { eval } from "x"', 'yield']) {
    assert.equal(failure(text, 'module').type, 'SyntaxError', text);
  }
});
