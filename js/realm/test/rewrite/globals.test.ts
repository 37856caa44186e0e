import assert from 'node:assert/strict';
import { test } from 'node:test';
import { success, TestCompartment } from './compartment.js';

test('A free name is read from the compartment, and from nowhere else', () => {
  const c = new TestCompartment();
  c.G.x = 1;
  assert.equal(c.script('x'), 1);
  // The context has Date; this compartment was not given it.
  assert.throws(() => c.script('Date'), /Date is not defined/);
  c.G.Date = 2;
  assert.equal(c.script('Date'), 2);
});

test('typeof of an absent name is no error', () => {
  const c = new TestCompartment();
  assert.equal(c.script('typeof nowhere'), 'undefined');
  c.G.nowhere = 1;
  assert.equal(c.script('typeof nowhere'), 'number');
});

test('Assignment to an absent name fails after the right side has run, in every form', () => {
  for (const form of ['x = f()', 'x += f()', 'x ??= f()', '[x] = [f()]', '({a: x} = {a: f()})', 'for (x of [f()]);', 'for (x in {a: f()});']) {
    const c = new TestCompartment();
    let calls = 0;
    c.G.f = () => { calls++; return 1; };
    assert.throws(() => c.script(form), /x is not defined/, form);
    // A compound assignment reads first, so its right side never runs.
    assert.equal(calls, /\+=|\?\?=/.test(form) ? 0 : 1, form);
    c.G.x = 0;
    c.script(form);
    assert.notEqual(c.G.x, undefined, form);
  }
});

test('A name that the right side creates still fails', () => {
  const c = new TestCompartment();
  assert.throws(() => c.script('x = (globalThis.x = 1)'), /x is not defined/);
  assert.equal(c.G.x, 1);
});

test('Update of a global converts and returns as the language says', () => {
  const c = new TestCompartment();
  c.G.x = '5';
  assert.equal(c.script('x++'), 5);
  assert.equal(c.G.x, 6);
  assert.equal(c.script('--x'), 5);
});

test('A function called by a free name has no this', () => {
  const c = new TestCompartment();
  c.script('globalThis.f = function () { return this }');
  assert.equal(c.script('f()'), undefined);
  assert.equal(c.script('f``'), undefined);
  assert.equal(c.script('f?.()'), undefined);
  assert.equal(c.script('globalThis.f()'), c.G);
});

test('Constants are bound once and cannot be assigned', () => {
  const c = new TestCompartment([], ['Math']);
  assert.match(c.rewrite('Math.max(1)', 'script').code, /const\{Math\}/);
  assert.equal(c.script('Math.max(1, 2)'), 2);
  assert.throws(() => c.script('Math = 1'), /read.only/i);
  assert.equal(c.script('{ let Math = { max: () => 7 }; Math.max() }'), 7);
  assert.equal(c.script('(function Math() { return typeof Math })()'), 'function');
});

test('arguments, undefined, NaN and Infinity at the top of a script do not reach the code around it', () => {
  const c = new TestCompartment();
  assert.throws(() => c.script('arguments'), /arguments is not defined/);
  assert.throws(() => c.script('(() => arguments)()'), /arguments is not defined/);
  assert.equal(c.script('(function () { return arguments.length })(1, 2)'), 2);
  assert.equal(c.script('undefined'), undefined);
  assert.equal(c.script('(function (undefined) { return undefined })(3)'), 3);
  assert.equal(c.script('NaN !== NaN && Infinity === 1e999'), true);
});

test('The result lists what is read, written and set by name', () => {
  const { free, writes, members } = success('a(b); c = 1; d.e = 2; ({ f: 1, ["g"]: 2 }); typeof h; [i.j] = []; k++; Object.defineProperty(l, "m", {})');
  // An update reads before it writes.
  assert.deepEqual(free, ['a', 'b', 'd', 'h', 'i', 'k', 'Object', 'l']);
  assert.deepEqual(writes, ['c', 'k']);
  assert.deepEqual(members, ['e', 'f', 'g', 'j', 'm']);
});

test("A parameter's default does not see what the body declares", () => {
  const c = new TestCompartment();
  c.G.x = 'global';
  assert.equal(c.script('(function (a = x) { var x = "local"; return a })()'), 'global');
  assert.equal(c.script('(function (x, a = x) { return a })("parameter")'), 'parameter');
});
