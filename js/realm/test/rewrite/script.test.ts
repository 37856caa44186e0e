import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, TestCompartment } from './compartment.js';

test('Top-level var and function become properties of the global, let and class stay local', () => {
  const c = new TestCompartment();
  c.script('var a = 1, { b, ...rest } = { b: 2, z: 3 }; function f() { return a } let l = 1; class C {} if (true) { var inner = 4 } for (var i = 0; i < 2; i++); for (var k of [7]);');
  assert.equal(c.G.a, 1);
  assert.equal(c.G.b, 2);
  assert.equal(c.G.rest.z, 3);
  assert.equal(c.G.inner, 4);
  assert.equal(c.G.i, 2);
  assert.equal(c.G.k, 7);
  c.G.a = 5;
  assert.equal(c.G.f(), 5);
  assert.equal('l' in c.G || 'C' in c.G, false);
});

test('Functions exist before the first statement, and the last of a name wins', () => {
  const c = new TestCompartment();
  assert.equal(c.script('f(); function f() { return 1 } function f() { return 2 }'), 2);
  assert.equal(c.script('typeof v; var v = 1'), 'undefined');
  assert.equal(c.G.v, 1);
});

test('A script may have a local of the name of a constant, not of another fixed property', () => {
  const c = new TestCompartment([], ['Math']);
  assert.equal(c.script('let Math = 1; Math'), 1);
  c.script('var fixed = 1');
  assert.throws(() => c.script('let fixed = 2'), /restricted/);
});

test('An indirect eval makes deletable globals, a strict one none', () => {
  const c = new TestCompartment();
  c.script('var fixed = 1');
  c.G.eval('var loose = 1');
  c.G.eval('"use strict"; var none = 1; function nothing() {}');
  assert.equal(Object.getOwnPropertyDescriptor(c.G, 'fixed')!.configurable, false);
  assert.equal(Object.getOwnPropertyDescriptor(c.G, 'loose')!.configurable, true);
  assert.equal('none' in c.G || 'nothing' in c.G, false);
});

test('A script sees its global as this', () => {
  const c = new TestCompartment();
  assert.equal(c.script('this'), c.G);
  assert.equal(c.script('(() => this)()'), c.G);
});

/** Source and its completion value, after ECMA-262 UpdateEmpty. */
const completions: [string, unknown][] = [
  ['1', 1], ['1; 2', 2], ['1; var x = 3;', 1], ['1; function f() {}', 1], ['1; class A {}', 1], ['1; {}', 1], ['1;;', 1],
  ['1; if (false) {}', undefined], ['1; if (true) { 2 }', 2], ['1; if (true) {}', undefined], ['if (0) 1; else if (1) 2; else 3', 2],
  ['1; do { 2; break; } while (false)', 2], ['1; while (false);', undefined], ['do { 2; if (true) break; } while (false)', undefined],
  ['var i = 0; do { i } while (i++ < 2)', 2], ['1; for (var k in { a: 1 }) { k }', 'a'], ['1; for (let v of []) { v }', undefined],
  ['1; try { 2 } finally { 3 }', 2], ['1; try { throw 0 } catch { }', undefined], ['try { 2; throw 0 } catch { 4 }', 4],
  ['do { try { 39 } catch {} finally { 42; break; } } while (false)', 42], ['do { try { 39 } finally { break; } } while (false)', undefined],
  ['1; switch (1) { case 1: 2; case 2: 3; break; }', 3], ['1; switch (0) { }', undefined], ['a: { 5; break a; }', 5],
  ['a: for (;;) { 6; break a }', 6], ['"use strict"', 'use strict'], ['let x = 1;', undefined], ['', undefined],
];

test('A script returns its completion value', () => {
  for (const [text, value] of completions) assert.equal(new TestCompartment().script(text), value, text);
});

test('A completion value that is an anonymous function has no name', () => {
  assert.equal(new TestCompartment().script('(function () {})').name, '');
});

test('A hashbang is skipped, and only at the very start', () => {
  assert.equal(new TestCompartment().script('#!/usr/bin/env node\n1'), 1);
  assert.equal(failure(' #!x').type, 'SyntaxError');
});

test('Sloppy code is an error that says so; an error of either mode is not called strict', () => {
  for (const text of ['"use strict"; with (a) b', '010', 'delete x', 'var static', 'function f(a, a) {}', 'eval = 1']) {
    assert.match(failure(text).message, /strict mode/, text);
  }
  const error = failure('1;\n a b');
  assert.deepEqual(error, { type: 'SyntaxError', message: 'Unexpected token', line: 2, column: 4 });
});
