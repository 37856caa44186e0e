import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTree } from './program';

const formatOf = (tree: Record<string, string>, entry = '/app/index.js') => compileTree(tree, { entry }).module(entry).format;

test('The extension, then the package\'s type, then the syntax decide what a text is', () => {
  assert.equal(formatOf({ 'x.mjs': '' }, '/app/x.mjs'), 'module');
  assert.equal(formatOf({ 'x.cjs': '', 'package.json': '{"type":"module"}' }, '/app/x.cjs'), 'commonjs');
  assert.equal(formatOf({ 'index.js': '', 'package.json': '{"type":"module"}' }), 'module');
  assert.equal(formatOf({ 'index.js': 'exports.x = 1' }), 'commonjs');
  assert.equal(formatOf({ 'index.js': 'import "fs"' }), 'module');
  assert.equal(formatOf({ 'index.js': 'export const x = 1' }), 'module');
  assert.equal(formatOf({ 'index.js': 'const u = import.meta.url' }), 'module');
  assert.equal(formatOf({ 'index.js': 'await 1' }), 'module');
  assert.equal(formatOf({ 'index.js': 'import("fs"); "export import"' }), 'commonjs');
  assert.equal(formatOf({ 'index.js': '#!/usr/bin/env node\nreturn 1' }), 'commonjs');
  assert.equal(formatOf({ 'bin': 'import "fs"' }, '/app/bin'), 'module');
});

test('A nearer package.json without a type hides the type of one above, but stays in its package', () => {
  const program = compileTree({
    'package.json': '{"type":"module","dependencies":{"a":"*"}}', 'index.js': 'import "./lib/x.js"; import "a"', 'lib/package.json': '{}', 'lib/x.js': 'exports.x = 1',
    'node_modules/a/package.json': '{"main":"./dist/a.js"}', 'node_modules/a/dist/package.json': '{"type":"module"}', 'node_modules/a/dist/a.js': '',
  });
  assert.equal(program.module('/app/lib/x.js').format, 'commonjs');
  assert.equal(program.module('/app/node_modules/a/dist/a.js').format, 'module');
  assert.equal(program.module('/app/node_modules/a/dist/a.js').package, 'a');
});

test('A text with a syntax error is a module that throws with path, line and column; the graph stands', () => {
  const program = compileTree({ 'index.js': 'require("./bad"); require("./good")', 'bad.js': 'ok;\n  let = = 1;\n', 'good.js': '' });
  const bad = program.module('/app/bad.js');
  assert.deepEqual({ ...bad.error, message: bad.error!.message.split(': ')[0] }, { type: 'SyntaxError', message: '/app/bad.js:2:9', line: 2, column: 9 });
  assert.match(bad.code, /throw new SyntaxError\("\/app\/bad\.js:2:9: /);
  assert.deepEqual(program.answer.findings.map(({ path, code }) => [path, code]), [['/app/bad.js:2:9', 'source.syntax']]);
  assert.deepEqual(program.ids, ['/app/index.js', '/app/bad.js', '/app/good.js']);
});

test('JSON is passed on as text without its byte order mark', () => {
  const program = compileTree({ 'index.js': 'require("./d")', 'd.json': '\ufeff{"x":1}' });
  assert.deepEqual([program.module('/app/d.json').format, program.module('/app/d.json').code], ['json', '{"x":1}']);
});

test('A native addon is denied by name of file and package; the JavaScript beside it is not', () => {
  const program = compileTree({
    'package.json': '{"dependencies":{"fast":"*"}}', 'index.js': 'require("fast")', 'node_modules/fast/package.json': '{"main":"i"}',
    'node_modules/fast/i.js': 'try { module.exports = require("./build/fast") } catch { module.exports = require("./slow") }',
    'node_modules/fast/build/fast.node': '\x7fELF', 'node_modules/fast/slow.js': '',
  });
  const link = program.link('/app/node_modules/fast/i.js', './build/fast')!;
  assert.ok('denied' in link && /native addons are refused.*fast\.node of package fast/i.test(link.denied), JSON.stringify(link));
  assert.deepEqual(program.link('/app/node_modules/fast/i.js', './slow'), { module: '/app/node_modules/fast/slow.js' });
  assert.deepEqual(program.answer.findings, [], 'a run says nothing of what nobody loads');
});

test('The names of CommonJS exports are found, through re-exports in a circle too', () => {
  const program = compileTree({
    'index.js': 'require("./a")',
    'a.js': 'exports.one = 1; Object.defineProperty(exports, "__esModule", { value: true }); __exportStar(require("./b"), exports); module.exports.two = 2',
    'b.js': 'module.exports = require("./c"); exports.lost = 1', 'c.js': 'exports.three = 3; __export(require("./b"))',
  });
  assert.deepEqual(program.module('/app/a.js').cjsExports!.toSorted(), ['__esModule', 'lost', 'one', 'three', 'two']);
  assert.deepEqual(program.module('/app/index.js').cjsExports, []);
});

test('One specifier may lead an import and a require to different files', () => {
  const tree = {
    'package.json': '{"dependencies":{"dual":"*","same":"*"}}',
    'index.js': 'require("dual"); import("dual"); import("same"); require("same")',
    'node_modules/dual/package.json': '{"exports":{"import":"./i.mjs","require":"./r.js"}}', 'node_modules/dual/i.mjs': '', 'node_modules/dual/r.js': '',
    'node_modules/same/index.js': '',
  };
  const program = compileTree(tree);
  const { links, importLinks } = program.module('/app/index.js');
  assert.deepEqual(links, { dual: { module: '/app/node_modules/dual/r.js' }, same: { module: '/app/node_modules/same/index.js' } });
  assert.deepEqual(importLinks, { dual: { module: '/app/node_modules/dual/i.mjs' } });
  const imported = compileTree({ ...tree, 'index.mjs': 'import "dual"; import "same"' }, { entry: '/app/index.mjs' }).module('/app/index.mjs');
  assert.deepEqual(imported.links, { same: { module: '/app/node_modules/same/index.js' } });
  assert.deepEqual(imported.importLinks, { dual: { module: '/app/node_modules/dual/i.mjs' } });
});

test('Conditions that the caller states are followed; require and import are set by the edge alone', () => {
  const tree = {
    'package.json': '{"dependencies":{"c":"*"}}', 'index.js': 'require("c")', 'node_modules/c/package.json': '{"exports":{"import":"./i.js","special":"./s.js","default":"./d.js"}}',
    'node_modules/c/i.js': '', 'node_modules/c/s.js': '', 'node_modules/c/d.js': '',
  };
  assert.deepEqual(compileTree(tree).link('/app/index.js', 'c'), { module: '/app/node_modules/c/d.js' });
  assert.deepEqual(compileTree(tree, { conditions: ['node', 'import', 'special'] }).link('/app/index.js', 'c'), { module: '/app/node_modules/c/s.js' });
});

test('An ES module with two queries is two modules; a CommonJS file is one', () => {
  const program = compileTree({ 'index.mjs': 'import "./m.mjs?1"; import "./m.mjs#2"; import "./c.cjs?1"; import "./c.cjs?2"', 'm.mjs': '', 'c.cjs': '' }, { entry: '/app/index.mjs' });
  assert.deepEqual(program.ids, ['/app/index.mjs', '/app/m.mjs?1', '/app/m.mjs#2', '/app/c.cjs']);
});

test('require is found by what it means: a parameter of that name is none, a createRequire is one', () => {
  const program = compileTree({
    'index.mjs': 'import { createRequire } from "module"; const load = createRequire(import.meta.url); load("./a"); (function (require) { require("./b") }); require.resolve',
    'a.js': '(function (require) { require("./b") })(); require(`./c`); require.resolve("./d"); require(x); import(y)', 'b.js': '', 'c.js': '', 'd.js': '',
  }, { entry: '/app/index.mjs' });
  assert.deepEqual(program.ids, ['/app/index.mjs', '/app/a.js', '/app/c.js', '/app/d.js']);
});

test('An entry that is a directory or lacks its extension is found as node finds it; one that is absent is a finding', () => {
  assert.equal(compileTree({ 'package.json': '{"main":"lib"}', 'lib/index.js': '' }, { entry: '/app' }).answer.graph.entry, '/app/lib/index.js');
  assert.equal(compileTree({ 'start.js': '' }, { entry: 'start' }).answer.graph.entry, '/app/start.js');
  const { graph, findings } = compileTree({ 'start.js': '' }, { entry: '/app/stop.js' }).answer;
  assert.deepEqual([graph.modules, graph.entry, findings.map(({ code, path }) => [code, path])], [[], undefined, [['entry.missing', '/app/stop.js']]]);
});
