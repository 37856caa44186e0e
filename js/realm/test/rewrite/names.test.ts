import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestCompartment } from './compartment.js';

test('Anonymous functions and classes take the name that NamedEvaluation gives, also on globals', () => {
  const c = new TestCompartment();
  c.G.g = c.G.h = c.G.k = c.G.__proto__ = undefined;
  c.script('g = function () {}');
  assert.equal(c.G.g.name, 'g');
  c.script('g = (() => {})');
  assert.equal(c.G.g.name, 'g');
  c.script('(g) = function () {}');
  assert.equal(c.G.g.name, '');
  c.script('g = (0, function () {})');
  assert.equal(c.G.g.name, '');
  c.script('h ??= class {}');
  assert.equal(c.G.h.name, 'h');
  c.script('h &&= class { static name = "own" }');
  assert.equal(c.G.h.name, 'own');
  c.script('[k = () => {}] = []');
  assert.equal(c.G.k.name, 'k');
  c.script('[(k) = () => {}] = []');
  assert.equal(c.G.k.name, '');
  c.script('var v = () => {}, { w = class {} } = {}');
  assert.deepEqual([c.G.v.name, c.G.w.name], ['v', 'w']);
  c.script('var __proto__ = () => {}');
  assert.equal(c.G.__proto__.name, '__proto__');
});

test('Local names are kept as the engine gives them', () => {
  const c = new TestCompartment();
  assert.equal(c.script('let x = () => {}; x.name'), 'x');
  assert.equal(c.script('let x; (x) = () => {}; x.name'), '');
  assert.equal(c.script('({ m: class {} }).m.name'), 'm');
  assert.equal(c.script('(class { static f = () => {} }).f.name'), 'f');
});

test('Names that objects inherit are ordinary identifiers', () => {
  const c = new TestCompartment();
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__']) {
    assert.throws(() => c.script(name), /is not defined/, name);
    assert.equal(c.script(`let ${name} = 1; ${name}`), 1, name);
    assert.equal(c.script(`var ${name} = 2; ${name}`), 2, name);
    assert.equal(c.script(`(function ${name}(a) { return { ${name} } })()`)[name].name, name);
  }
});

test('__proto__ in an object sets the prototype only where the language says so', () => {
  const c = new TestCompartment();
  c.G.__proto__ = 1;
  assert.equal(c.script('Object.getOwnPropertyNames({ __proto__: null }).length'), 0);
  assert.equal(c.script('Object.getOwnPropertyNames({ "__proto__": null }).length'), 0);
  assert.equal(c.script('Object.getOwnPropertyNames({ __proto__ }).length'), 1);
  assert.equal(c.script('let __proto__ = 2; Object.getOwnPropertyNames({ __proto__ }).length'), 1);
  assert.equal(c.script('Object.getOwnPropertyNames({ ["__proto__"]: null }).length'), 1);
  assert.equal(c.script('Object.getOwnPropertyNames({ __proto__() {} }).length'), 1);
});

test('The internal names are never those of the source, however they are spelt', () => {
  const c = new TestCompartment();
  for (const text of ['$g', '\\u0024g', '\\u{24}r', '$s', '$c', '$f', '$g1']) {
    assert.throws(() => c.script(text), /is not defined/, text);
    assert.equal(c.script(`let ${text} = 1; (() => { try { return ${text} } finally {} })()`), 1, text);
  }
  assert.equal(c.script('let $g = 1, $r = 2, $s = 3, $c = 4, $g1 = 5; typeof nowhere + $g + $c'), 'undefined14');
});
