import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompiler } from '../src/compiler';
import type { InitAnswer } from '../src/policy/init';
import { memoryHost, type Tree } from './memory-host';
import { plainRewrite } from './program';

function init(tree: Tree, entry = '/app/index.js'): InitAnswer {
  return JSON.parse(createCompiler(memoryHost(tree), plainRewrite).init(JSON.stringify({ entry }))) as InitAnswer;
}

/** The policy of a package `a` whose whole text is given. */
function resourceOf(text: string, format: 'js' | 'mjs' = 'js', more: Tree = {}): Record<string, unknown> {
  const { policy } = init({
    'package.json': '{"dependencies":{"a":"*"}}', 'index.js': `import("a/x.${format}")`, 'node_modules/a/package.json': '{"dependencies":{"b":"*"}}', [`node_modules/a/x.${format}`]: text, ...more,
  });
  return (policy.resources.a ?? {}) as Record<string, unknown>;
}
const globalsOf = (text: string, format?: 'js' | 'mjs') => resourceOf(text, format).globals ?? {};
const builtinsOf = (text: string, format?: 'js' | 'mjs') => resourceOf(text, format).builtin ?? {};

test('Globals are named by the longest chain of members in use, reduced to the topmost', () => {
  assert.deepEqual(globalsOf('process.env.A; process.env.B.c; process.argv[0].x'), { 'process.argv': true, 'process.env.A': true, 'process.env.B.c': true });
  assert.deepEqual(globalsOf('process.env; process.env.A'), { 'process.env': true });
  assert.deepEqual(globalsOf('location?.href.length; (document).body'), { 'location.href.length': true, 'document.body': true });
  assert.deepEqual(globalsOf('x.__proto__.y'), { x: true });
});

test('The global object\'s own names are dropped from the front, once', () => {
  assert.deepEqual(globalsOf('window.fetch(); globalThis.self.x; global; typeof self'), { fetch: true, 'self.x': true });
});

test('What the language and the module system give is no global, and neither is a variable', () => {
  assert.deepEqual(globalsOf('require; module.exports = exports; arguments; Array.from(Math.PI); undefined; this.x; eval("1"); toString()'), {});
  assert.deepEqual(globalsOf('let a = b => c => { a; b; c }; function d({ e, f: [g] = [] }) { e; g; d } try {} catch (h) { h } class I { static { I } } lbl: for (;;) break lbl'), {});
  assert.deepEqual(globalsOf('export { a }; import { a } from "./x.mjs"; new.target; import.meta.url', 'mjs'), {});
});

test('Destructuring names what it takes', () => {
  assert.deepEqual(globalsOf('const { env: { A }, argv: [first] } = process; const { b = 1 } = window'), { 'process.env.A': true, 'process.argv.0': true, b: true });
  assert.deepEqual(globalsOf('const { a, ...rest } = navigator'), { navigator: true });
});

test('Assignment is a write at the top and a read of the top below', () => {
  assert.deepEqual(globalsOf('foo = 1; bar += 2; baz.deep = 3; window.qux = 4; ++up'), { foo: 'write', bar: 'write', baz: true, qux: 'write', up: true });
  // LavaMoat reads longer chains as they stand; so do we, for the same policy.
  assert.deepEqual(globalsOf('a.b.c = 1; const { d } = e.f.g'), { 'a.b.c': true, 'e.f.g': true });
});

test('Builtins are named with members where only members are used', () => {
  assert.deepEqual(builtinsOf('const fs = require("fs"); fs.readFileSync("x"); fs.promises.readFile'), { 'fs.readFileSync': true, 'fs.promises.readFile': true });
  assert.deepEqual(builtinsOf('const { join, sep: { length } } = require("path")'), { 'path.join': true, 'path.sep.length': true });
  assert.deepEqual(builtinsOf('require("os").cpus(); f(require("util"))'), { 'os.cpus': true, util: true });
  assert.deepEqual(builtinsOf('const fs = require("node:fs"); fs.a; g(fs)'), { 'node:fs': true });
  assert.deepEqual(builtinsOf('import { a, b as c } from "fs"; import * as p from "path"; import os from "os"; export { format } from "util"; export * from "url"', 'mjs'),
    { 'fs.a': true, 'fs.b': true, path: true, os: true, 'util.format': true, url: true });
  assert.deepEqual(builtinsOf('import("net")', 'mjs'), { net: true });
});

test('Packages are named canonically; a package\'s own modules and the missing are not', () => {
  const resource = resourceOf('require("b"); require("./y"); require("absent")', 'js', { 'node_modules/a/y.js': '', 'node_modules/a/node_modules/b/index.js': '', 'node_modules/a/node_modules/b/package.json': '{}' });
  assert.deepEqual(resource, { packages: { 'a>b': true } });
});

test('A package that loads a native addon is marked, and one that asks for nothing has no entry', () => {
  assert.deepEqual(resourceOf('process; require("./x.node")', 'js', { 'node_modules/a/x.node': '' }), { globals: { process: true }, native: true });
  assert.deepEqual(init({ 'package.json': '{"dependencies":{"a":"*"}}', 'index.js': 'require("a")', 'node_modules/a/index.js': '1' }).json, '{\n  "resources": {\n  }\n}');
});

test('A native addon is a finding of init', () => {
  const { findings } = init({ 'package.json': '{"dependencies":{"a":"*"}}', 'index.js': 'require("a")', 'node_modules/a/package.json': '{}', 'node_modules/a/index.js': 'require("./x.node")', 'node_modules/a/x.node': '' });
  assert.deepEqual(findings.map(({ code, path }) => [code, path]), [['native.addon', '/app/node_modules/a/x.node']]);
});

test('The text is LavaMoat\'s: keys by leaf package, two spaces', () => {
  const { json } = init({
    'package.json': '{"dependencies":{"b":"*","z":"*"}}', 'index.js': 'require("b"); require("z")',
    'node_modules/b/package.json': '{"dependencies":{"a":"*","c":"*"}}', 'node_modules/b/index.js': 'require("c"); require("a"); console.log()',
    'node_modules/a/package.json': '{}', 'node_modules/a/index.js': 'fetch()', 'node_modules/c/package.json': '{}', 'node_modules/c/index.js': 'require("fs")', 'node_modules/z/package.json': '{}', 'node_modules/z/index.js': 'x = 1',
  });
  assert.equal(json, `{
  "resources": {
    "b>a": {
      "globals": {
        "fetch": true
      }
    },
    "b": {
      "globals": {
        "console.log": true
      },
      "packages": {
        "b>a": true,
        "b>c": true
      }
    },
    "b>c": {
      "builtin": {
        "fs": true
      }
    },
    "z": {
      "globals": {
        "x": "write"
      }
    }
  }
}`);
});

test('Needs say what a reviewer must decide: environment, files, network, children, dynamic code, clock and chance', () => {
  const { needs } = init({
    'package.json': '{"dependencies":{"a":"*"}}',
    'index.js': `const fs = require('fs'); fs.readFileSync('./config.json'); fs.writeFileSync(__dirname + '/out/log', ''); require('path');
      const { TOKEN } = process.env; process.env['HOME']; require('a'); new Date(); require(process.argv[2])`,
    'node_modules/a/package.json': '{}', 'node_modules/a/index.js': `Object.keys(process.env); eval('1'); require('child_process').exec('x'); require('https'); fetch('/'); Math.random();
      require('fs').readFileSync(require('path').join(__dirname, 'data.txt')); WebAssembly.compile`,
  });
  assert.deepEqual(needs, {
    env: { $root$: ['HOME', 'TOKEN'], a: ['*'] }, builtins: ['child_process', 'fs', 'https', 'path'], rootBuiltins: ['fs.readFileSync', 'fs.writeFileSync', 'path'],
    rootGlobals: ['__dirname', 'process.argv', 'process.env'],
    readsFiles: ['/app/config.json', '/app/node_modules/a/data.txt'], writesFiles: ['/app/out/log'], dynamicCode: ['a'], clock: ['$root$'], random: ['a'], wasm: ['a'],
    network: { a: ['fetch', 'https'] }, children: ['a'], nativeAddons: [], dynamicRequires: [{ path: '/app/index.js', line: 2 }],
  });
});

test('Packages and variables named __proto__ or constructor neither vanish nor break the policy', () => {
  const { policy, json } = init({
    'package.json': '{"dependencies":{"constructor":"*"}}', 'index.js': 'require("constructor"); require("__proto__")',
    'node_modules/constructor/package.json': '{}', 'node_modules/constructor/index.js': 'process', 'node_modules/__proto__/index.js': 'process',
  });
  assert.deepEqual(Object.keys(policy.resources).sort(), ['constructor', 'external:node_modules/__proto__']);
  assert.deepEqual(JSON.parse(json), policy);
});
