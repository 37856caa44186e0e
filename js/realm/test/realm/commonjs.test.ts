import assert from 'node:assert/strict';
import { promises, prints } from './harness/program.js';

const modules = (files: Record<string, string>) => ({ files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`/app/${name}`, text])) });

prints('require gives one instance per module, and cycles see what is exported so far', `
  exports.early = 1;
  const b = require('./b.js');
  exports.late = 2;
  console.log(b.seen(), require('./b.js') === b, b.all().late);
`, ['1, true 2'], modules({ 'b.js': `
  const main = require('./main.js');
  const at = [main.early, main.late].join();
  exports.seen = () => at;
  exports.all = () => main;
` }));

prints('module, require and this look as a program expects', `
  console.log(this === module.exports, require.main === module, module.id, module.filename, __filename, __dirname, module.loaded, module.parent);
  console.log(module.paths.join(), module.children.length);
  const b = require('./lib/b.js');
  console.log(b.id, b.main, b.parent, module.children.length, module.children[0].loaded);
  console.log(require.resolve('./lib/b.js'), typeof require.cache, typeof require.extensions, module.require('./lib/b.js') === b);
  console.log(typeof arguments, arguments.length);
`, ['true true . /app/main.js /app/main.js /app false null', '/app/node_modules,/node_modules 0', '/app/lib/b.js true /app/main.js 1 true',
  '/app/lib/b.js object object true', 'object 5'], modules({ 'lib/b.js': `
  exports.id = module.id; exports.main = require.main.filename === '/app/main.js'; exports.parent = module.parent.filename;` }));

prints('a module that throws is run again by the next require', `
  globalThis.count = 0;
  for (let i = 0; i < 2; i++) try { require('./bad.js'); } catch (error) { console.log(error.message); }
`, ['run 1', 'run 2'], modules({ 'bad.js': 'throw new Error("run " + ++count)' }));

prints('a missing module has the code of Node, and an ESM import its own', `
  try { require('./none.js'); } catch (error) { console.log(error.code, error.message); }
  import('./none.mjs').catch((error) => console.log(error.code));
  try { require(5); } catch (error) { console.log(error.code); }
`, ["MODULE_NOT_FOUND Cannot find module './none.js'", 'ERR_INVALID_ARG_TYPE', 'ERR_MODULE_NOT_FOUND']);

prints('JSON is parsed once per package, a syntax error names the file', `
  const data = require('./data.json');
  console.log(data.a, require('./data.json') === data);
  try { require('./bad.json'); } catch (error) { console.log(error.name, error.message.split(':')[0]); }
`, ['1 true', 'SyntaxError /app/bad.json'], modules({ 'data.json': '\uFEFF{"a":1}', 'bad.json': '{' }));

prints('another package never gets the same JSON object', `
  const mine = require('a/data.json');
  mine.changed = true;
  console.log(require('a').changed);
`, ['undefined'], modules({ 'node_modules/a/data.json': '{}', 'node_modules/a/index.js': 'exports.changed = require("./data.json").changed' }));

promises('a late require asks the host once', {
  ...modules({ 'main.js': 'for (let i = 0; i < 3; i++) console.log(require("late" + ".js").value)', 'node_modules/late.js': 'exports.value = 4' }),
  late: ['late.js'], entry: '/app/main.js',
}, (outcome) => {
  assert.equal(outcome.stdout, '4\n4\n4\n');
  assert.deepEqual(outcome.lateRequests, ['late.js']);
});

prints('the main module of another package is told by name only', `console.log(require('a').main.filename, Object.keys(require('a').main.exports).length);`,
  ['/app/main.js 0'], modules({ 'node_modules/a/index.js': 'exports.main = require.main' }));

prints('exports given as harden can not be changed by another package but can be overridden, given as copy are each package\'s own, else are shared', `
  const attempt = (name) => { const m = require(name); try { m.f = 1; } catch (error) { return error.name; } return require(name + '/own.js').f; };
  console.log(attempt('hard'), attempt('copied'), attempt('plain'));
  const o = Object.create(new (require('hard').K)());
  o.method = 2;
  console.log(o.method);
`, ['TypeError original 1', '2'], { ...modules(Object.fromEntries(['hard', 'copied', 'plain'].flatMap((name) => [
  [`node_modules/${name}/index.js`, 'exports.f = "original"; exports.K = class { method() {} }'],
  [`node_modules/${name}/own.js`, 'exports.f = require("./index.js").f'],
]))), configuration: { exports: { hard: 'harden', copied: 'copy' } } });
