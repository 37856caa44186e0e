import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompiler } from '../src/compiler';
import type { InitAnswer } from '../src/policy/init';
import { memoryHost, type Tree } from './memory-host';
import { compileTree, plainRewrite } from './program';

function init(text: string, more: Tree = {}): InitAnswer {
  const tree = { 'package.json': '{"dependencies":{"a":"*"}}', 'index.js': 'require("a/lib/x.js")', 'node_modules/a/package.json': '{}', 'node_modules/a/lib/x.js': text, ...more };
  return JSON.parse(createCompiler(memoryHost(tree), plainRewrite).init(JSON.stringify({ entry: '/app/index.js' }))) as InitAnswer;
}
const globalsOf = (text: string) => Object.keys((init(text).policy.resources.a as { globals?: object } | undefined)?.globals ?? {}).sort();
const isDynamic = (text: string) => init(text).needs.dynamicCode.length > 0;

test('A variable for the global object leads to what it gives, and to no name that nothing gives', () => {
  assert.deepEqual(globalsOf('var root = (typeof global == "object" && global) || self; root.setTimeout(f); root.foo; root.Array; function f() {}'), ['setTimeout']);
  assert.deepEqual(globalsOf('(function (g, h) { g.clearTimeout(h.process.argv) })(globalThis, globalThis)'), ['clearTimeout', 'process.argv']);
  assert.deepEqual(globalsOf('function getGlobal() { return globalThis } const { Buffer: B } = getGlobal(); B.from("x")'), ['Buffer.from']);
  assert.deepEqual(globalsOf('var check = function (it) { return it && it.Math === Math && it }; var g = check(typeof self == "object" && self) || Function("return this")(); g.queueMicrotask'), ['queueMicrotask']);
  assert.deepEqual(globalsOf('var root = { setTimeout: 1 }; root.setTimeout; function f(root) { root.setTimeout } f({})'), []);
});

test('A variable for a part of the language is followed to the clock and to dynamic code', () => {
  const lodash = `var root = (typeof global == 'object' && global) || Function('return this')();
    (function run(context) { context = context == null ? root : context; var Date = context.Date, now = Date.now; now(); })();`;
  assert.deepEqual(init(lodash).needs.clock, ['a']);
  assert.deepEqual(init(lodash.replace('Date.now', 'Date.parse')).needs.clock, []);
  assert.ok(isDynamic('var F = Function; new F("x")') && isDynamic('Function.apply(this, p)') && isDynamic('globalThis.Function.call(0, "x")') && isDynamic('(0, eval)("1"); const e = eval; e("1")'));
  assert.ok(!isDynamic('var F = Function; x instanceof F; F.prototype.call.apply(x); F.prototype.toString.call(F)'));
});

test('Dynamic code whose refusal changes nothing is not asked for', () => {
  assert.ok(!isDynamic('var g = globalThis || Function("return this")()') && isDynamic('var g = unknown || Function("return this")()'));
  assert.ok(!isDynamic('try { new Function("") } catch (e) { no() }') && isDynamic('try { new Function("") } catch (e) { throw e }'));
  assert.ok(isDynamic('try { f(() => new Function("")) } catch {}') && isDynamic('try { f() } catch { new Function("") }'));
});

test('Names that stand for each other in circles end, and so do calls that multiply', () => {
  assert.deepEqual(globalsOf('var a = b, b = a; a = () => a(); a.setTimeout; b().setTimeout'), []);
  const steps = Array.from({ length: 60 }, (_, i) => `function f${i}() { return f${i + 1}() || f${i + 1}() }`).join('\n');
  assert.deepEqual(globalsOf(`${steps}; function f60() { return globalThis } f0().x; var g = f0(); g.setTimeout`), ['setTimeout']);
});

test('require under another name is require', () => {
  const compiled = compileTree({
    'index.js': `var _require = require; _require('./a'); module.require('./b'); (function (factory) { factory(require, exports) })(function (load) { load('./c') });
      function f(g) { g('./d') } f(other); var freeModule = typeof module == 'object' && module; freeModule && freeModule.require && freeModule.require('./e')`,
    'a.js': '', 'b.js': '', 'c.js': '', 'd.js': '', 'e.js': '',
  });
  assert.deepEqual(compiled.ids.sort(), ['/app/a.js', '/app/b.js', '/app/c.js', '/app/e.js', '/app/index.js']);
});

test('Data in a package\'s own folder is read, wherever the path is handed to; modules and what is not there are not', () => {
  const tree: Tree = { 'node_modules/a/locales/en.json': '{}', 'node_modules/a/lib/data.txt': '', 'node_modules/a/lib/y.js': '', 'secret.txt': '' };
  const reads = (text: string) => init(text, tree).needs.readsFiles;
  const path = 'const path = require("path");';
  assert.deepEqual(reads(`${path} i18n({ directory: path.resolve(__dirname, '../locales') })`), ['/app/node_modules/a/locales']);
  assert.deepEqual(reads(`${path} const base = path.join(__dirname, '..'); const dir = path.join(base, 'locales'); f(name => path.join(dir, name))`), ['/app/node_modules/a/locales']);
  assert.deepEqual(reads(`${path} f(path.join(__dirname, '../locales', name + '.json'), __dirname + '/data.txt')`), ['/app/node_modules/a/lib/data.txt', '/app/node_modules/a/locales']);
  assert.deepEqual(reads('const { resolve: r } = require("path"); f(r(__dirname, "../locales"))'), ['/app/node_modules/a/locales']);
  assert.deepEqual(reads('f(`${__dirname}/data.txt`)'), ['/app/node_modules/a/lib/data.txt']);
  assert.deepEqual(reads(`${path} require(path.join(__dirname, '../locales/en.json')); f(path.join(__dirname, 'y.js'), path.join(__dirname, 'absent'), path.join(__dirname, '../../../secret.txt'), path.join(__dirname, name))`), []);
});

test('Folders in which the program searches by pattern are read; what only looks like a pattern is not there', () => {
  const tree: Tree = { 'index.js': `require('glob').sync('pages/**/*.hbs', { cwd: __dirname }); f(['./parts/*.hbs'], 'absent/*', 'pages/x', '*/y', '../*'); require('a/lib/x.js')`, 'pages/a.hbs': '', 'parts/b.hbs': '', 'other/c': '' };
  assert.deepEqual(init('f("other/*")', tree).needs.readsFiles, ['/app/pages', '/app/parts']);
});
