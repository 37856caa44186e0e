import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTree } from './program';

test('A graph holds the entry and all it requires, in loading order, with the package of each', () => {
  const program = compileTree({
    'package.json': '{"dependencies":{"a":"1"}}',
    'index.js': 'require("./lib/one"); require("a"); require("fs")',
    'lib/one.js': 'require("../two.json")',
    'two.json': '{"x":1}',
    'node_modules/a/package.json': '{"name":"$root$","main":"main"}',
    'node_modules/a/main.js': 'exports.a = 1',
  });
  assert.deepEqual(program.answer.findings, []);
  assert.deepEqual(program.ids, ['/app/index.js', '/app/lib/one.js', '/app/two.json', '/app/node_modules/a/main.js']);
  assert.equal(program.module('/app/node_modules/a/main.js').package, 'a');
  assert.equal(program.module('/app/lib/one.js').package, '$root$');
  assert.equal(program.answer.graph.entry, '/app/index.js');
  assert.deepEqual(program.module('/app/index.js').links, {
    './lib/one': { module: '/app/lib/one.js' }, a: { module: '/app/node_modules/a/main.js' }, fs: { builtin: 'fs' },
  });
  assert.deepEqual(program.module('/app/node_modules/a/main.js').cjsExports, ['a']);
});

test('A missing module is a link with Node\'s message and the chain of requirers; the graph stands', () => {
  const program = compileTree({
    'index.js': 'require("./one")',
    'one.js': 'try { require("absent") } catch {}',
  });
  assert.deepEqual(program.link('/app/one.js', 'absent'), {
    missing: "Cannot find module 'absent'\nRequire stack:\n- /app/one.js\n- /app/index.js", code: 'MODULE_NOT_FOUND',
  });
  assert.deepEqual(program.answer.findings, []);
});
