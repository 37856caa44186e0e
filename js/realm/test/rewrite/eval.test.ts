import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, TestCompartment } from './compartment.js';

test('A direct eval reads and writes the names around it', () => {
  const c = new TestCompartment();
  assert.equal(c.script('(function (a) { let b = 2; eval("b = a + b"); return b })(1)'), 3);
  assert.equal(c.script('(function () { eval("var hidden = 1"); return typeof hidden })()'), 'undefined');
  assert.equal(c.script('(() => { { let inner = 1; } return eval("typeof inner") })()'), 'undefined');
});

test('Free names of an evaluated text are the compartment\'s', () => {
  const c = new TestCompartment();
  assert.throws(() => c.script('eval("Date")'), /Date is not defined/);
  c.G.Date = 1;
  assert.equal(c.script('eval("Date")'), 1);
  assert.equal(c.script('eval("typeof $g + typeof $r + typeof nowhere")'), 'undefinedundefinedundefined');
});

test('Evals nest, and give their completion value', () => {
  const c = new TestCompartment();
  assert.equal(c.script(`let x = 1; eval("let y = 2; eval('x + y')")`), 3);
  assert.equal(c.script('eval("1; if (false) {}")'), undefined);
  assert.equal(c.script(`eval('"use strict"')`), 'use strict');
});

test('Only a call by the name eval is direct; a replaced eval is called with all arguments', () => {
  const c = new TestCompartment();
  assert.equal(c.script('let x = 1; (0, eval)("typeof x")'), 'undefined');
  assert.equal(c.script('let x = 1; eval?.("typeof x")'), 'undefined');
  assert.equal(c.script('let x = 1; (eval)("typeof x")'), 'number');
  assert.equal(c.script('eval(5)'), 5);
  c.G.eval = (...args: unknown[]) => args.join('+');
  assert.equal(c.script('eval("a", "b")'), 'a+b');
  c.G.eval = (...args: unknown[]) => args.length;
  assert.equal(c.script('eval(...[1, 2, 3])'), 3);
});

test('The value of eval is taken before its arguments are evaluated', () => {
  const c = new TestCompartment();
  assert.equal(c.script('eval((globalThis.eval = () => "replaced", "1 + 1"))'), 2);
});

test('new.target, super and private names mean what they mean around the call', () => {
  const c = new TestCompartment();
  assert.equal(c.script('new (function () { this.x = eval("new.target") !== undefined })().x'), true);
  assert.equal(c.script('({ __proto__: { a: 1 }, m() { return eval("super.a") } }).m()'), 1);
  assert.equal(c.script('class A { #x = 4; read() { return eval("this.#x") } } new A().read()'), 4);
  assert.equal(c.script('class B { constructor() { this.b = 1 } } class C extends B { constructor() { eval("super()") } } new C().b'), 1);
  assert.throws(() => c.script('eval("new.target")'), /new.target/);
  assert.throws(() => c.script('(function () { eval("super.x") })()'), /super/);
  assert.throws(() => c.script('class A { m() { eval("this.#y") } } new A().m()'), /#y/);
  assert.throws(() => c.script('class A { f = eval("arguments") } new A()'), /arguments/);
});

test('import() in an evaluated text is the compartment\'s', async () => {
  const c = new TestCompartment();
  assert.equal(await c.script('eval("import(\'a\')")'), 'module');
  assert.deepEqual(c.imported, ['a']);
});

test('An evaluated text cannot bind the internal names around it', () => {
  const c = new TestCompartment();
  assert.throws(() => c.script('eval("let $" + "g = 1")'), /in use/);
  assert.equal(c.script('eval("let $g2 = 1; $g2")'), 1);
});

test('A static scope that the rewriter did not write is refused', () => {
  assert.equal(failure('1', 'direct-eval').type, 'Refused');
  assert.equal(failure('1', 'direct-eval', { scope: { names: ['a'], imports: [], privates: [], internal: ['a b', 'c', 'd', 'e'] } }).type, 'Refused');
});
