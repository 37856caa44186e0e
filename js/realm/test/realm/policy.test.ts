import assert from 'node:assert/strict';
import test from 'node:test';
import { runInNode } from './harness/engines.js';
import { promises } from './harness/program.js';
import type { Program } from './harness/driver.js';

/** A program whose package `a` runs `text` under a policy for it. */
function asPackage(text: string, policy: object, more: Partial<Program> = {}): Program {
  const { files, configuration, ...rest } = more;
  return {
    files: { '/app/main.js': `require('a')`, '/app/node_modules/a/index.js': text, ...files }, entry: '/app/main.js',
    configuration: { policy: { resources: { a: policy } }, ...configuration }, ...rest,
  };
}

const attempt = `const attempt = (f) => { try { console.log(f()); } catch (error) { console.log(error.code ?? error.name, error.message); } };`;
const withConsole = { console: true } as const;

const builtins: NonNullable<Program['builtins']> = {
  tools: { shared: true, text: 'exports.one = () => 1; exports.two = () => 2; exports.K = class K { m() {} };' },
  emitter: { shared: true, text: 'module.exports = class Emitter { on() { return "on"; } }; module.exports.limit = 10;' },
  files: { shared: false, powers: ['file', 'audit'], imports: ['tools'], text: `
    const powers = require('bailey:powers');
    exports.read = (path) => powers.call('file.readAll', { path });
    exports.fail = () => powers.call('test.fail', {});
    exports.begin = () => powers.begin('file.stat', { path: '/x' });
    exports.beginFail = () => powers.begin('test.fail', {});
    exports.who = powers.package; exports.members = Object.keys(powers).sort().join(); exports.tools = require('tools');
    exports.refused = () => { throw powers.refuse({ kind: 'egress', subject: 'x', grant: 'egress: x' }); };` },
  proc: { shared: false, powers: ['facts'], globals: { proc: '*', toolbox: 'box' }, text: `
    const { configuration } = require('bailey:powers');
    exports.env = { ...configuration.env }; exports.cwd = () => configuration.cwd; exports.self = function () { return this === exports; };
    exports.box = { a: { b: { c: 1, d: 2 }, e: 3 }, f: 4 }; Object.defineProperty(exports, 'argv', { get() { return configuration.argv; }, enumerable: true });` },
};

promises('a package that is not granted is refused with the line that would grant it, and granted it loads', asPackage(
  `${attempt} attempt(() => require('b')); attempt(() => require('c'));`, { globals: withConsole, packages: { c: true, b: false } },
  { files: { '/app/node_modules/b/index.js': 'module.exports = "b"', '/app/node_modules/c/index.js': 'module.exports = "c"' } }), (outcome) => {
  assert.equal(outcome.stdout, 'ERR_BAILEY_REFUSED Refused package "b" to package a: no grant in policy. To allow it: resources.a.packages.b: true\nc\n');
  assert.deepEqual(outcome.refusals, [{ wall: 'realm', package: 'a', kind: 'package', subject: 'b', grant: 'resources.a.packages.b: true' }]);
});

promises('the root package may name everything, unless the policy confines it', {
  files: { '/app/main.js': `${attempt} attempt(() => require('b')); attempt(() => require('tools').one());`, '/app/node_modules/b/index.js': 'module.exports = "b"' },
  entry: '/app/main.js', builtins,
}, (outcome) => assert.equal(outcome.stdout, 'b\n1\n'));

promises('a confined root is refused like any other package', {
  files: { '/app/main.js': `${attempt} attempt(() => require('b')); attempt(() => require('tools').one()); console.log(typeof proc);`, '/app/node_modules/b/index.js': 'module.exports = "b"' },
  entry: '/app/main.js', builtins, configuration: { policy: { resources: { me: { globals: withConsole, builtin: { tools: true } } }, root: { usePolicy: 'me' } } },
}, (outcome) => assert.match(outcome.stdout, /^ERR_BAILEY_REFUSED Refused package "b" to package \$root\$: .*\n1\nundefined\n$/));

promises('builtins are granted whole, by member, or not at all', asPackage(
  `${attempt} attempt(() => require('tools')); attempt(() => Object.keys(require('files')).join()); attempt(() => new (require('emitter'))().on());`,
  { globals: withConsole, builtin: { 'files.who': true, 'files.members': true, emitter: true } }, { builtins }), (outcome) => {
  const [first, ...rest] = outcome.stdout.split('\n');
  assert.match(first!, /Refused builtin "tools" to package a: no grant in policy\. To allow it: resources\.a\.builtin\.tools: true/);
  assert.deepEqual(rest.slice(0, -1), ['who,members', 'on']);
});

promises('an import of a member that is not granted is refused, of one that does not exist is a SyntaxError', {
  ...asPackage('', { globals: withConsole, builtin: { 'tools.one': true } }, { builtins }),
  files: {
    '/app/main.js': `require('a')`, '/app/node_modules/a/index.js': `for (const name of ['./good.mjs', './denied.mjs', './none.mjs']) import(name).catch((error) => console.log(name, error.code ?? error.name))`,
    '/app/node_modules/a/good.mjs': `import { one } from 'tools'; import * as all from 'tools'; console.log(one(), Object.keys(all).join())`,
    '/app/node_modules/a/denied.mjs': `import { two } from 'tools'`, '/app/node_modules/a/none.mjs': `import { none } from 'tools'`,
  },
}, (outcome) => assert.deepEqual(outcome.stdout.split('\n').slice(0, -1).sort(), ['./denied.mjs ERR_BAILEY_REFUSED', './none.mjs SyntaxError', '1 default,one']));

promises('powers name the package and hold only the groups of the row', asPackage(
  `${attempt} const files = require('files'); console.log(files.who, files.members); attempt(() => JSON.stringify(files.read('/x').value));
   attempt(() => files.fail()); attempt(() => files.refused());
   files.begin().then((answer) => console.log(answer.value.method)); files.beginFail().catch((error) => console.log(error.code));`,
  { globals: withConsole, builtin: { files: true } }, { builtins }), (outcome) => {
  assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), ['a begin,call,package,refuse', '{"method":"file.readAll","args":{"path":"/x","by":"a"}}',
    'ENOENT ENOENT: no such file', 'ERR_BAILEY_REFUSED Refused egress "x" to package a: no grant in policy. To allow it: egress: x', 'file.stat', 'ENOENT']);
  assert.equal(outcome.code, 0);
});

promises('patching a builtin stays in the package, its functions and classes are frozen, and inheriting from them works', {
  files: {
    '/app/main.js': `require('a'); require('b');`,
    '/app/node_modules/a/index.js': `const tools = require('tools'); tools.one = () => 'patched'; console.log(require('tools').one(), tools.two());
      try { require('emitter').limit = 11; } catch (error) { console.log(error.name); }
      class Mine extends require('emitter') {} Mine.limit = 12; const mine = new Mine(); mine.on = 1; console.log(Mine.limit, mine.on);
      function Old() {} Old.prototype = Object.create(tools.K.prototype); Old.prototype.constructor = Old; Old.prototype.m = 5; console.log(new Old().m);`,
    '/app/node_modules/b/index.js': `console.log(require('tools').one(), require('emitter').limit)`,
  },
  entry: '/app/main.js', builtins, configuration: { policy: { resources: Object.fromEntries(['a', 'b'].map((name) => [name, { globals: withConsole, builtin: { tools: true, emitter: true } }])) } },
}, (outcome) => assert.equal(outcome.stdout, 'patched 2\nTypeError\n12 1\n5\n1 10\n'));

promises('globals are absent unless listed; a dotted grant gives that path only; the deepest allowed path wins', asPackage(`
    console.log(typeof proc, Object.keys(proc).join(), proc.env.HOME, proc.env.SECRET, proc.self(), proc.argv.length);
    console.log(JSON.stringify(toolbox), typeof globalThis.toolbox, typeof other);`,
{ globals: { ...withConsole, 'proc.env.HOME': true, 'proc.self': true, 'proc.argv': true, toolbox: true, 'toolbox.a.b': false, 'toolbox.a.b.c': true, 'other': true } },
{ builtins, configuration: { env: { HOME: '/h', SECRET: 's' } } }), (outcome) => assert.equal(outcome.stdout,
  'object env,self,argv /h undefined true 2\n{"a":{"b":{"c":1},"e":3},"f":4} object undefined\n'));

promises('an unlisted global is a ReferenceError that names the grant, a ban removes a grant', asPackage(`${attempt} console.log(typeof proc); attempt(() => proc); attempt(() => nothing); console.log(typeof toolbox);`,
  { globals: { ...withConsole, toolbox: false } }, { builtins }), (outcome) => {
  assert.match(outcome.stdout, /^undefined\nERR_BAILEY_REFUSED proc is not defined\. Refused global "proc" to package a: .* resources\.a\.globals\.proc: true\nReferenceError nothing is not defined\nundefined\n$/);
  assert.deepEqual(outcome.refusals.map((refusal) => refusal.kind), ['global']);
});

promises('a global granted for writing is shared by the packages that may write it, and by nobody else', {
  files: {
    '/app/main.js': `require('a'); require('b'); require('c'); console.log(globalThis.flag)`,
    '/app/node_modules/a/index.js': `flag = 'from a'; globalThis.own = 1`, '/app/node_modules/b/index.js': `console.log(flag, typeof own)`,
    '/app/node_modules/c/index.js': `console.log(typeof flag); globalThis.flag = 'c'`,
  },
  entry: '/app/main.js', configuration: { policy: { resources: { a: { globals: { flag: 'write' } }, b: { globals: { flag: 'write', console: true } }, c: { globals: { console: true } } } } },
}, (outcome) => assert.equal(outcome.stdout, 'from a undefined\nundefined\nfrom a\n'));

test('a policy that names __proto__ is refused before anything runs', () => {
  assert.throws(() => runInNode(asPackage('', { globals: { '__proto__.x': true } })), /The policy names "__proto__" in "__proto__\.x"/);
});

promises('self references stay the compartment\'s own whatever a policy grants', asPackage(
  `console.log(globalThis === this || globalThis === Function('return globalThis')(), self === globalThis, global === globalThis, typeof secret)`,
  { globals: { ...withConsole, globalThis: true, self: true, global: true } }, { scripts: [{ text: 'var secret = 1' }] }), (outcome) => assert.equal(outcome.stdout, 'true true true undefined\n'));

promises('internal builtins resolve for other builtins only', {
  files: { '/app/main.js': `${attempt} attempt(() => require('internal/x')); attempt(() => require('outer').x);` }, entry: '/app/main.js',
  builtins: { 'internal/x': { shared: true, text: 'exports.x = 1' }, outer: { shared: true, text: `exports.x = require('internal/x').x` } },
}, (outcome) => assert.match(outcome.stdout, /^ERR_UNKNOWN_BUILTIN_MODULE .*\n1\n$/));

promises('a refused global is told with the narrowest path that would do', asPackage(`
  const attempt = (f) => { try { f(); } catch (error) { console.log(error.message.split('To allow it: ')[1]); } };
  attempt(() => proc.env.HOME.slice(1)); attempt(() => proc.cwd()); attempt(() => proc.cwd.name.length); attempt(() => proc); attempt(() => proc[console.name]);
  attempt(() => String(proc).length); attempt(() => { proc.env.HOME = 1; }); attempt(() => proc.argv.length); attempt(() => toolbox.a.b.c.toFixed()); attempt(() => toolbox?.a); attempt(() => new proc.cwd.X());
`, { globals: withConsole }, { builtins }), (outcome) => {
  const lines = ['"proc.env.HOME"', '"proc.cwd"', '"proc.cwd"', 'proc', 'proc', 'proc', '"proc.env.HOME"', '"proc.argv"', '"toolbox.a.b.c"', '"toolbox.a"', '"proc.cwd"'].map((path) => `resources.a.globals.${path}: true`);
  assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), lines);
  assert.deepEqual(outcome.refusals.map(({ grant }) => grant), lines);
});

promises('the path that a refusal names is enough', asPackage('console.log(toolbox.a.b.c.toFixed())', { globals: { ...withConsole, 'toolbox.a.b.c': true } }, { builtins }),
  (outcome) => assert.equal(outcome.stdout, '1\n'));

promises('every road to a Function constructor through a prototype is refused and leaves one line in the audit', asPackage(`
  for (const f of [function () {}, function* () {}, async () => 0, async function* () {}]) {
    try { f.constructor('return 1'); } catch (error) { console.log(error instanceof TypeError, error.code, error.message); }
  }
  try { Reflect.construct(Function.prototype.constructor, ['return 1'], class {}); } catch (error) { console.log(error.code); }
  console.log(typeof Function('return 1'), Function.prototype.constructor === (() => 0).constructor, Object.isFrozen((() => 0).constructor));
`, { globals: withConsole }), (outcome) => {
  const refused = 'true ERR_BAILEY_REFUSED Function.prototype.constructor is not a valid constructor.';
  assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), [refused, refused, refused, refused, 'ERR_BAILEY_REFUSED', 'function true true']);
  assert.deepEqual(outcome.refusals.map(({ package: by, kind, subject }) => [by, kind, subject]),
    ['Function', 'GeneratorFunction', 'AsyncFunction', 'AsyncGeneratorFunction', 'Function'].map((name) => ['(any)', 'unsupported', name]));
});
