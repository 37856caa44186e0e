import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { rewrite } from '../../realm/src/rewrite';
import type { Compiled } from '../src/graph/contract';
import { compileTree } from './program';

/** Loads a graph of CommonJS modules with the least of linkers. */
function run(modules: readonly Compiled[], entry: string, globals: object): unknown {
  const byId = new Map(modules.map((module) => [module.id, module]));
  const loaded = new Map<string, { exports: unknown }>();
  const load = (id: string): unknown => {
    const known = loaded.get(id);
    if (known) return known.exports;
    const compiled = byId.get(id)!;
    const module = { exports: {} as unknown };
    loaded.set(id, module);
    if (compiled.format === 'json') return module.exports = JSON.parse(compiled.code);
    const require = (specifier: string) => {
      const link = compiled.links![specifier]!;
      if ('missing' in link) throw Object.assign(new Error(link.missing), { code: link.code });
      return load((link as { module: string }).module);
    };
    const functor = vm.runInThisContext(compiled.code) as (...parts: object[]) => (...parameters: unknown[]) => unknown;
    const runtime = { u(name: string) { throw new ReferenceError(`${name} is not defined`); } };
    functor(globals, runtime, {}).call(module.exports, module.exports, require, module, id, '');
    return module.exports;
  };
  return load(entry);
}

test('A program of several packages runs as the rewriter printed it, missing and broken parts included', () => {
  const program = compileTree({
    'package.json': '{"dependencies":{"a":"*"}}',
    'index.js': `const seen = [require('a').twice(Math.max(1, 2)), require('./data.json').x];
      try { require('absent') } catch (error) { seen.push(error.code) }
      try { require('./broken') } catch (error) { seen.push(error.name, error.message) }
      module.exports = seen`,
    'data.json': '{"x":"json"}', 'broken.js': 'var = 1',
    'node_modules/a/package.json': '{}', 'node_modules/a/index.js': 'exports.twice = (x) => 2 * x',
  }, { constants: ['Math'] }, { rewrite });
  const result = run(program.answer.graph.modules as Compiled[], '/app/index.js', { Math, SyntaxError }) as unknown[];
  assert.deepEqual(result.slice(0, 4), [4, 'json', 'MODULE_NOT_FOUND', 'SyntaxError']);
  assert.match(String(result[4]), /^\/app\/broken\.js:1:5: /);
});

test('A text that is only valid in sloppy mode is a module that throws, with a finding', () => {
  const program = compileTree({ 'index.js': 'var let = 1', 'ok.js': '' }, {}, { rewrite });
  assert.match(program.module('/app/index.js').error!.message, /^\/app\/index\.js:1:\d+: /);
  assert.deepEqual(program.answer.findings.map(({ code }) => code), ['source.syntax']);
});

test('An ES module carries its imports and exports', () => {
  const program = compileTree({ 'index.mjs': 'import { x as y } from "./b.mjs"; export default y', 'b.mjs': 'export let x = 1' }, { entry: '/app/index.mjs' }, { rewrite });
  const { module } = program.module('/app/index.mjs');
  assert.deepEqual(module!.imports.map(({ specifier }) => specifier), ['./b.mjs']);
  assert.deepEqual(module!.exports.map(({ exported }) => exported), ['default']);
});
