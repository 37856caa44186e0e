import assert from 'node:assert/strict';
import { promises, prints } from './harness/program.js';
import type { Program } from './harness/driver.js';

const guest = (text: string, more: Partial<Program> = {}): Program => ({ files: { '/app/main.js': text }, entry: '/app/main.js', ...more });

promises('a thrown proxy whose traps throw still ends the guest', guest(`
  const angry = new Proxy({}, { get() { throw 1; }, has() { throw 2; }, getOwnPropertyDescriptor() { throw 3; }, getPrototypeOf() { throw 4; } }); throw angry;`), (outcome) => {
  assert.equal(outcome.stderr, 'Uncaught #<Object>\n');
  assert.equal(outcome.code, 1);
});

promises('a rejection with such a proxy does, too', guest(`Promise.reject(new Proxy({}, { getPrototypeOf() { throw 4; }, getOwnPropertyDescriptor() { throw 3; } }))`), (outcome) => {
  assert.match(outcome.stderr, /^Uncaught \[UnhandledPromiseRejection/);
  assert.equal(outcome.code, 1);
}, 'jsc');

prints('replacing every global of its own changes nothing for the realm', `
  const log = console.log;
  const { defineProperty } = Object;
  for (const name of ['Map', 'Set', 'WeakMap', 'Promise', 'Array', 'Object', 'Reflect', 'JSON', 'Error', 'TypeError', 'String', 'Symbol', 'Proxy', 'RegExp']) {
    defineProperty(globalThis, name, { value: () => { throw new RangeError('called'); }, configurable: true });
  }
  import('./a.mjs').then((ns) => log(ns.x, eval('1 + 1'), require('./b.js')));
`, ['1 2 b'], { files: { '/app/a.mjs': 'export const x = 1', '/app/b.js': 'module.exports = "b"' }, constants: ['undefined'] });

prints('code that runs out of stack inside the realm finds everything in order afterwards', `
  let depth = 0;
  function deeper() { depth++; try { deeper(); } catch { } try { require('./b.js'); eval('1'); new Function('return 1')(); import('./none.mjs').catch(() => 0); undefinedName; } catch { } }
  try { deeper(); } catch { }
  console.log(depth > 100, require('./b.js'), eval('2'), new Function('return 3')(), typeof undefinedName);
`, ['true b 2 3 undefined'], { files: { '/app/b.js': 'module.exports = "b"' } }, 'jsc');

promises('a power\'s arguments can not name another package', {
  files: { '/app/main.js': `require('a')`, '/app/node_modules/a/index.js': `
    const { send } = require('files');
    console.log(send({ path: '/x', by: '$root$', toJSON() { return { path: '/x', by: '$root$' }; } }));` },
  entry: '/app/main.js',
  builtins: { files: { shared: false, powers: ['file'], text: `const { call } = require('bailey:powers'); exports.send = (args) => JSON.stringify(call('file.stat', args).value);` } },
  configuration: { policy: { resources: { a: { globals: { console: true }, builtin: { files: true } } } } },
}, (outcome) => assert.equal(outcome.stdout, '{"method":"file.stat","args":{"path":"/x","by":"a"}}\n'));

prints('internal names, markers and the engine\'s own evaluators are out of reach', `
  const names = ['$g', '$r', '$s', 'G', 'R', 'S', 'I', 'X', '__realm', 'harden', 'lockdown', 'realmArguments', 'print', 'readFile'];
  console.log(names.filter((name) => { try { return eval(name) !== undefined; } catch { return false; } }).join());
  console.log((function () { return this; })(), (0, eval)('(function () { return this })')() === undefined, [undefined, globalThis].includes(new Function('return this')()));
  console.log(typeof (0, eval)('typeof arguments') , eval('typeof require'), (0, eval)('typeof require'));
  const { get } = Object.getOwnPropertyDescriptor(Array.prototype, 'map'); console.log(get.call(null) === [].map);
`, ['', 'undefined true true', 'string function undefined', 'true']);

prints('regular expression statics, callers and the stack limit carry nothing between packages', `
  /(s)ecret/.test('secret');
  console.log(Object.getOwnPropertyNames(RegExp).filter((name) => /^\\$|last|left|right|input/.test(name)).join(), RegExp.prototype.compile);
  function f() { return [f.caller, f.arguments]; } try { console.log(f().join()); } catch (error) { console.log(error.name === 'TypeError' ? ',' : error.name); }
  console.log(Error.stackTraceLimit = 1, Error.prepareStackTrace);
`, [' undefined', ',', '1 undefined']);

promises('every refusal is worded in one way and reported once', guest(`
  for (const run of [() => eval('1'), () => Date.now(), () => Math.random()]) try { run(); } catch (error) { console.log(/^Refused [a-z ]+ "[^"]+" to package \\$root\\$: no grant in policy\\. To allow it: .+/.test(error.message)); }`,
{ configuration: { clock: 'none', random: 'none', dynamicCode: false } }), (outcome) => {
  assert.equal(outcome.stdout, 'true\ntrue\ntrue\n');
  assert.deepEqual(outcome.refusals.map(({ kind, subject }) => `${kind} ${subject}`), ['dynamic code eval', 'clock Date', 'random Math.random']);
});
