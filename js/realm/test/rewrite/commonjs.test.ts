import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, TestCompartment } from './compartment.js';

test('A CommonJS module has its five names, its this, its arguments and may return', () => {
  const c = new TestCompartment();
  const exports = c.commonjs('exports.same = this === exports; exports.names = [typeof require, typeof module, __filename, __dirname, arguments.length]; if (exports) return; exports.late = 1');
  assert.equal(exports.same, true);
  assert.deepEqual([...exports.names], ['function', 'object', '/app/a.js', '/app', 5]);
  assert.equal('late' in exports, false);
});

test('Its var and function are local', () => {
  const c = new TestCompartment();
  c.commonjs('var a = 1; function b() {}');
  assert.equal('a' in c.G || 'b' in c.G, false);
});

test('It may redeclare its names as var and function, not as let', () => {
  const c = new TestCompartment();
  assert.equal(c.commonjs('var module = 1; function require() { return 2 } exports.r = require()').r, 2);
  assert.match(failure('let exports = 1', 'commonjs').message, /already been declared/);
  assert.equal(failure('await 1', 'commonjs').type, 'SyntaxError');
  assert.equal(failure('import "x"', 'commonjs').type, 'SyntaxError');
});
