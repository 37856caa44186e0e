import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionMarker, functionSource } from '../../src/abi.js';
import { failure, success, TestCompartment } from './compartment.js';

test('A Function constructor makes a function of parameters and body', () => {
  const c = new TestCompartment();
  const f = c.functor('return a + b', 'function', { parameters: 'a, b = 2' });
  assert.equal(f(1), 3);
  assert.equal(f.name, 'anonymous');
  assert.equal(c.functor('yield 1', 'function', { kind: 'generator' })().next().value, 1);
  assert.equal(c.functor('return typeof anonymous', 'function')(), 'undefined');
  assert.equal(c.functor('return new.target', 'function')(), undefined);
});

test('Parameters and body cannot close the function or each other', () => {
  const attacks: [string, string][] = [
    ['/*', '*/){'], ['', '}); SECRET; (function(){'], ['', '}, function(){'], ['){', ''], ['a = `', '`) {'], ['', '} SECRET; {'],
    ['a){}; function b(', ''], ['a, ...', ''], ['', '/*'], ['a = function(', '){'], ['-->', ''], ['', '`'],
  ];
  for (const [parameters, text] of attacks) {
    assert.equal(failure(text, 'function', { parameters }).type, 'SyntaxError', `${parameters} | ${text}`);
  }
  // Controls: comments that end in their own part are fine.
  const c = new TestCompartment();
  assert.equal(c.functor('return a', 'function', { parameters: 'a /* b */ // c' })(1), 1);
  assert.equal(c.functor('return 2 // x', 'function', { parameters: '//' })(), 2);
  assert.equal(c.functor('--> comment\nreturn 3', 'function')(), 3);
});

test('A this that is undefined means the global in a Function without "use strict"', () => {
  const c = new TestCompartment();
  assert.equal(c.functor('return this', 'function')(), c.G);
  assert.equal(c.functor('return (() => this)()', 'function').call(1), 1);
  assert.equal(c.functor('"use strict"; return this', 'function')(), undefined);
  assert.equal(c.functor('return (function () { return this })()', 'function')(), undefined);
});

test('An error in a Function body is placed in the text that its toString would show', () => {
  const error = failure('1;\n a b', 'function', { parameters: 'x,\ny' });
  assert.deepEqual([error.line, error.column], [5, 4]);
});

const originals = [
  'function f(a, b) { return a /* kept in the original */ }', 'class A extends Object { m() { return 1 } }', '(a, b) => a + b', 'async x => { }',
  'async function* g() { }', 'x => ({ y: x })',
];

test("A function's own text leads to its original", () => {
  for (const original of originals) {
    const c = new TestCompartment();
    const text = `0,\n[${original}][0]`;
    const { code, functions } = c.rewrite(text, 'script');
    const value = c.script(text);
    const [, key, index] = functionMarker.exec(String(value)) ?? assert.fail(String(value));
    assert.match(key!, /^k\d+$/);
    assert.equal(text.slice(functions[2 * Number(index)], functions[2 * Number(index) + 1]), original);
    assert.ok(code.includes(`/*#k1.${index}*/`));
  }
});

test('Methods and accessors are marked, static ones from after the word static', () => {
  const c = new TestCompartment();
  const text = 'class A { static /* s */ async *m() {} get x() { return 1 } static #p() {} } [A.m, Object.getOwnPropertyDescriptor(A.prototype, "x").get, { n() {} }.n]';
  const { functions } = c.rewrite(text, 'script');
  const found = Array.from(c.script(text), (f: unknown) => {
    const index = Number(functionMarker.exec(String(f))![2]);
    return text.slice(functions[2 * index], functions[2 * index + 1]);
  });
  assert.deepEqual(found, ['async *m() {}', 'get x() { return 1 }', 'n() {}']);
});

test('A made function leads to the text of CreateDynamicFunction', () => {
  const { functions } = success('return a', 'function', { parameters: 'a' });
  assert.deepEqual(functions.slice(0, 2), [0, functionSource('function', 'a', 'return a').length]);
});

test('No guest text ends in a marker', () => {
  const c = new TestCompartment();
  assert.equal(functionMarker.test(success('"/*#k9.0*/}"').code), false);
  assert.equal(functionMarker.exec(String(c.script('(() => "/*#k9.0*/)")')))![1], 'k1');
});
