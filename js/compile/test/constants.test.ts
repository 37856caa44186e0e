import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rewrite } from '../src/graph/contract';
import { compileTree, plainRewrite } from './program';

const constants = ['Array', 'Date', 'JSON', 'Map', 'Math', 'Object', 'Promise', 'Set', 'Symbol'];

const without = (...names: string[]) => constants.filter((name) => !names.includes(name));

test('Every text of a package holds constant what no text of the package writes, by any road', () => {
  const program = compileTree({
    'package.json': '{"dependencies":{"a":"*"}}',
    'index.js': 'Array = 1; globalThis.Map = 2; require("./two"); require("a"); var Symbol = 3',
    'two.js': 'Object.defineProperty(globalThis, "Promise", {}); ({ Set: 1 }); [globalThis["JSON"]] = []; for (Date of []) ; delete self.Math',
    'node_modules/a/package.json': '{}', 'node_modules/a/index.js': 'Array.from([])',
  }, { constants });
  assert.deepEqual(program.module('/app/index.js').constants, without('Array', 'Map', 'Promise', 'Set', 'JSON', 'Date', 'Math'));
  assert.equal(program.module('/app/two.js').constants!.join(), program.module('/app/index.js').constants!.join());
  assert.deepEqual(program.module('/app/node_modules/a/index.js').constants, constants);
});

test('A package that writes globals by computed names holds none constant', () => {
  for (const text of ['globalThis[name] = 1', 'Object.assign(self, more)', 'Object.defineProperty(window, key, {})', 'Reflect.set(global, key, 1)']) {
    assert.deepEqual(compileTree({ 'index.js': text }, { constants }).module('/app/index.js').constants, [], text);
  }
  for (const text of ['other[name] = 1', 'Object.assign(globalThis, { mine: 1 })', 'Object.defineProperty(exports, key, {})', 'Reflect.get(global, key)']) {
    assert.deepEqual(compileTree({ 'index.js': text }, { constants }).module('/app/index.js').constants, constants, text);
  }
});

test('A global that the policy lets a package write is no constant in that package', () => {
  const tree = { 'package.json': '{"dependencies":{"a":"*"}}', 'index.js': 'require("a")', 'node_modules/a/package.json': '{}', 'node_modules/a/index.js': '' };
  const program = compileTree(tree, { constants, policy: { resources: { a: { globals: { Promise: 'write', Map: true } } } } });
  assert.deepEqual(program.module('/app/node_modules/a/index.js').constants, without('Promise'));
  assert.deepEqual(program.module('/app/index.js').constants, without('Promise'), 'the program sees what its packages wrote');
  const confined = compileTree(tree, { constants, policy: { resources: { a: { globals: { Promise: 'redefine' } }, me: { globals: { 'Map.x': 'write' } } }, root: { usePolicy: 'me' } } });
  assert.deepEqual(confined.module('/app/node_modules/a/index.js').constants, without('Promise'));
  assert.deepEqual(confined.module('/app/index.js').constants, without('Map'));
});

test('Without a list the standard globals are candidates, and nothing that a policy grants', () => {
  const held = compileTree({ 'index.js': 'globalThis.Promise = 1' }).module('/app/index.js').constants!;
  for (const name of ['Array', 'Date', 'Error', 'Function', 'globalThis', 'global', 'Math']) assert.ok(held.includes(name), name);
  for (const name of ['Promise', 'process', 'console', 'setTimeout', 'WebAssembly', 'WeakRef', 'SharedArrayBuffer']) assert.ok(!held.includes(name), name);
});

test('A late module of a running package keeps the package\'s constants, and a finding says what it writes', () => {
  const program = compileTree({ 'index.js': 'require(name)', 'late.js': 'globalThis.Promise = 1', 'quiet.js': '' }, { constants });
  const late = program.resolve('/app/index.js', './late');
  assert.deepEqual(late.link, { module: '/app/late.js' });
  assert.deepEqual(late.modules.map(({ id, constants: held }) => [id, held]), [['/app/late.js', constants]]);
  assert.deepEqual(late.findings.map(({ code, path }) => [code, path]), [['constant.written-late', '/app/late.js']]);
  assert.deepEqual(program.resolve('/app/index.js', './quiet').findings, []);
});

test('A late request brings the modules that are new and no others', () => {
  const program = compileTree({ 'index.js': 'require("./known")', 'known.js': '', 'late.js': 'require("./known"); require("./more"); require("absent")', 'more.js': '' });
  const first = program.resolve('/app/index.js', './late.js');
  assert.deepEqual(first.modules.map(({ id }) => id), ['/app/late.js', '/app/more.js']);
  assert.deepEqual(first.modules[0]!.links!.absent, { missing: "Cannot find module 'absent'\nRequire stack:\n- /app/late.js\n- /app/index.js", code: 'MODULE_NOT_FOUND' });
  assert.deepEqual(program.resolve('/app/index.js', './late.js').modules, []);
  assert.deepEqual(program.resolve('/app/index.js', './nowhere'), {
    link: { missing: "Cannot find module './nowhere'\nRequire stack:\n- /app/index.js", code: 'MODULE_NOT_FOUND' }, modules: [], findings: [],
  });
});

/** A rewriter that counts what it is asked. */
function counting(): { rewrite: Rewrite; asked: string[] } {
  const asked: string[] = [];
  return { asked, rewrite: (json) => { asked.push((JSON.parse(json) as { text: string }).text); return plainRewrite(json); } };
}

test('A second compile of the same program asks the rewriter nothing and answers the same', () => {
  const tree = { 'index.js': 'require("./a")', 'a.js': 'one' };
  const cache = new Map<string, string>();
  const cold = counting();
  const first = compileTree(tree, { constants }, { cache, rewrite: cold.rewrite });
  const warm = counting();
  const second = compileTree(tree, { constants }, { cache, rewrite: warm.rewrite });
  assert.deepEqual([cold.asked.length, warm.asked.length], [2, 0]);
  assert.deepEqual(second.answer, first.answer);
});

test('A changed text, version or set of constants is compiled anew', () => {
  const tree = { 'index.js': 'require("./a")', 'a.js': 'one' };
  const cache = new Map<string, string>();
  compileTree(tree, { constants }, { cache });
  const asked = (request: object, options: object, files: Record<string, string> = tree) => {
    const { rewrite, asked: list } = counting();
    compileTree(files, request, { cache, rewrite, ...options });
    return list;
  };
  assert.deepEqual(asked({ constants }, {}, { ...tree, 'a.js': 'two' }), ['two']);
  assert.equal(asked({ constants }, { versions: 'next' }).length, 2);
  assert.equal(asked({ constants: ['Array'] }, {}).length, 2);
});

test('A cache that lies is not believed: values cut, changed, swapped or empty are made anew', () => {
  const tree = { 'index.js': 'require("./a")', 'a.js': 'one' };
  const honest = new Map<string, string>();
  const truth = compileTree(tree, { constants }, { cache: honest }).answer;
  const values = [...honest.values()];
  const lies: ((value: string, index: number) => string)[] = [
    (value) => value.slice(0, -1), (value) => value.replace('one', 'evil'), (_, index) => values[(index + 1) % values.length]!, () => '', () => 'null',
    (value) => `${value.slice(0, 65)}{"format":"commonjs"}`, (value) => value.slice(65),
  ];
  for (const lie of lies) {
    const cache = new Map([...honest].map(([key, value], index) => [key, lie(value, index)]));
    const { rewrite, asked } = counting();
    assert.deepEqual(compileTree(tree, { constants }, { cache, rewrite }).answer, truth, String(lie));
    assert.ok(asked.length > 0, String(lie));
  }
});

test('A thousand modules cost one read each, one listing per directory and no second look', () => {
  const tree: Record<string, string> = {};
  for (let index = 0; index < 1000; index++) {
    tree[`d${index % 20}/m${index}.js`] = [1, 2, 3, 7, 31].map((step) => `require("../d${(index + step) % 1000 % 20}/m${(index + step) % 1000}")`).join(';');
  }
  const program = compileTree({ ...tree, 'index.js': 'require("./d0/m0")' }, { constants });
  assert.equal(program.ids.length, 1001);
  assert.deepEqual([program.host.calls.read, program.host.calls.list, program.host.calls.realpath ?? 0, program.host.calls.stat ?? 0], [1001, 21, 0, 0]);
});
