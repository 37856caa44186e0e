import { parse, type Node } from 'acorn';
import assert from 'node:assert/strict';
import test from 'node:test';
import { snippets } from '../../src/realm/oracle-snippets.js';
import { children } from '../../src/rewrite/free-names.js';
import { promises } from './harness/program.js';

promises('two packages reach no object in common that is not frozen', { files: {}, oracle: true }, ({ oracle }) => {
  assert.deepEqual(oracle?.findings, []);
  assert.deepEqual(oracle.failed, []);
  assert.ok(oracle.shared > 500, `the walk saw only ${oracle.shared} shared objects`);
});

promises('the oracle sees a shared mutable object where a shared module leaks one behind a frozen one or an accessor', {
  files: {}, oracle: true,
  builtins: {
    leaky: { shared: true, text: 'const kept = { made: new Map() }; exports.kept = kept; exports.late = () => 1;' },
    lazy: { shared: true, text: 'const kept = Object.create(null); Object.defineProperty(exports, "late", { get: () => kept, enumerable: true });' },
    fine: { shared: true, text: 'exports.f = () => 1; exports.K = class { m() {} static s() {} }; exports.data = { deep: [1, { x: 2 }] };' },
    powered: { shared: false, powers: ['file'], text: 'exports.own = new Map(); exports.f = () => 1' },
  },
}, ({ oracle }) => assert.deepEqual(oracle?.findings, [{ path: 'node:lazy.late', reason: 'not frozen' }, { path: 'node:leaky.kept.made', reason: 'a shared Map' }]));

promises('the oracle says which root could not be made', {
  files: {}, oracle: true, builtins: { broken: { shared: true, text: 'throw new Error("no")' } },
}, ({ oracle }) => assert.deepEqual(oracle?.failed, ['node:broken: Error: no', 'node:broken: Error: no']));

/** Kinds of node that bring no object into being, or that only modules have. */
const exempt = new Set(['EmptyStatement', 'BreakStatement', 'ContinueStatement', 'LabeledStatement', 'WhileStatement', 'DoWhileStatement', 'SwitchCase', 'IfStatement']);

test('the oracle\'s snippets use every kind of syntax that the rewriter prints', () => {
  const used = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) {
      if (typeof (value as Node).type === 'string') used.add((value as Node).type);
      Object.values(value).forEach(collect);
    }
  };
  for (const [, text] of snippets) collect(parse(text, { ecmaVersion: 'latest', sourceType: 'script' }));
  const printed = [...children.keys(), 'Identifier', 'BinaryExpression', 'LogicalExpression', 'CallExpression', 'MemberExpression', 'Property', 'PropertyDefinition',
    'MethodDefinition', 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassDeclaration', 'ClassExpression', 'StaticBlock', 'BlockStatement',
    'SwitchStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'CatchClause', 'VariableDeclaration', 'MetaProperty'];
  assert.deepEqual(printed.filter((kind) => !used.has(kind) && !exempt.has(kind)), []);
});
