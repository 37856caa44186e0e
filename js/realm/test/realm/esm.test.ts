import assert from 'node:assert/strict';
import { promises } from './harness/program.js';
import type { Program } from './harness/driver.js';

function program(files: Record<string, string>, more: Partial<Program> = {}): Program {
  const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/app/${name}`, text]));
  return { files: named, entry: '/app/main.mjs', ...more };
}

function prints(promise: string, files: Record<string, string>, lines: string[], more: Partial<Program> = {}): void {
  promises(promise, program(files, more), (outcome) => {
    assert.equal(outcome.stderr, '');
    assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), lines);
    assert.equal(outcome.code, 0);
  });
}

function fails(promise: string, files: Record<string, string>, text: RegExp): void {
  promises(promise, program(files), (outcome) => {
    assert.match(outcome.stderr, text);
    assert.equal(outcome.code, 1);
  });
}

prints('bindings are live, defaults and renamings resolve', {
  'main.mjs': `
    import start, { count, increment as up, default as again } from './a.mjs';
    import * as ns from './a.mjs';
    console.log(start, count, ns.count, again === start); up(); console.log(count, ns.count);
    try { count = 5; } catch (error) { console.log(error.name); }
    try { ns.count = 5; } catch (error) { console.log(error.name); }`,
  'a.mjs': `export let count = 0; export function increment() { count++; } const d = 'start'; export { d as default };`,
}, ['start 0 0 true', '1 1', 'TypeError', 'TypeError']);

prints('star exports, re-exports and namespaces of namespaces resolve', {
  'main.mjs': `import { a, b, renamed, inner, own } from './barrel.mjs'; import * as all from './barrel.mjs';
    console.log(a, b, renamed, inner.a, own, Object.keys(all).join());`,
  'barrel.mjs': `export * from './a.mjs'; export * from './b.mjs'; export { a as renamed } from './a.mjs'; export * as inner from './a.mjs'; export const own = 'own';`,
  'a.mjs': `export const a = 'a', both = 1; export default 0;`,
  'b.mjs': `export const b = 'b', both = 2;`,
}, ['a b a a own a,b,inner,own,renamed']);

fails('an ambiguous star export is a SyntaxError', { 'main.mjs': `import { both } from './s.mjs'; console.log(both)`,
  's.mjs': `export * from './a.mjs'; export * from './b.mjs'`, 'a.mjs': 'export const both = 1', 'b.mjs': 'export const both = 2' },
/Uncaught SyntaxError: The requested module '\.\/s\.mjs' contains conflicting star exports for name 'both'/);

prints('the same binding by two stars is not ambiguous', { 'main.mjs': `import { x } from './s.mjs'; console.log(x)`,
  's.mjs': `export * from './a.mjs'; export * from './b.mjs'`, 'a.mjs': `import { x } from './c.mjs'; export { x }`, 'b.mjs': `export { x } from './c.mjs'`, 'c.mjs': 'export const x = 1' }, ['1']);

fails('a circular re-export and a missing name are SyntaxErrors', { 'main.mjs': `export { x } from './a.mjs'`, 'a.mjs': `export { x } from './main.mjs'` }, /Uncaught SyntaxError: .*'x'/);
fails('a missing export names itself', { 'main.mjs': `import { none } from './a.mjs'`, 'a.mjs': `export const some = 1` },
  /SyntaxError: The requested module '\.\/a\.mjs' does not provide an export named 'none'/);

prints('cycles hoist functions and keep the dead zone', {
  'main.mjs': `import { f, value } from './a.mjs'; export function fromMain() { return 'main'; } console.log(f(), value);`,
  'a.mjs': `import { fromMain, late } from './b.mjs'; export function f() { return fromMain(); } export let value = late();`,
  'b.mjs': `export { fromMain } from './main.mjs'; import { value } from './a.mjs'; export function late() { try { return value; } catch (error) { return error.name; } }`,
}, ['main ReferenceError']);

prints('namespace objects look like one to reflection', {
  'main.mjs': `import * as ns from './a.mjs';
    console.log(Object.getPrototypeOf(ns), Reflect.ownKeys(ns).map(String).join(), ns[Symbol.toStringTag], Object.isExtensible(ns), 'x' in ns, delete ns.none);
    const tried = [() => { delete ns.x; }, () => { ns.x = 1; }, () => { ns.none = 1; }, () => Object.defineProperty(ns, 'x', { value: 9 })];
    console.log(tried.map((f) => { try { f(); return 'done'; } catch (error) { return error.name; } }).join(), (await import('./a.mjs')) === ns, JSON.stringify(ns));`,
  'a.mjs': `export const z = 1, x = 2; export default 3;`,
}, ['null default,x,z,Symbol(Symbol.toStringTag) Module false true true', 'TypeError,TypeError,TypeError,TypeError true {"default":3,"x":2,"z":1}']);

prints('evaluation order is depth first, siblings with await run side by side and ancestors wait', {
  'main.mjs': `import './a.mjs'; import './b.mjs'; import './c.mjs'; console.log('main');`,
  'a.mjs': `console.log('a1'); await 0; await 0; await 0; console.log('a2');`,
  'b.mjs': `import './d.mjs'; console.log('b1'); await 0; console.log('b2');`,
  'c.mjs': `console.log('c');`, 'd.mjs': `console.log('d');`,
}, ['a1', 'd', 'b1', 'c', 'b2', 'a2', 'main']);

prints('a cycle with await evaluates once and import() of it waits for the cycle\'s root', {
  'main.mjs': `import './a.mjs'; console.log('main'); const ns = await import('./a.mjs'); console.log(ns.a);`,
  'a.mjs': `import './b.mjs'; export let a = 1; await 0; a = 2; console.log('a');`,
  'b.mjs': `import './a.mjs'; console.log('b'); await 0; console.log('b2');`,
}, ['b', 'b2', 'a', 'main', '2']);

prints('an error is kept: every import of the module rejects with it, and it runs once', {
  'main.mjs': `const seen = []; for (const name of ['./bad.mjs', './bad.mjs', './user.mjs']) await import(name).catch((error) => seen.push(error));
    console.log(seen.length, seen[0] === seen[1], seen[1] === seen[2], seen[0].message, globalThis.runs); import('./bad.mjs').catch(() => 0); import('./user.mjs').catch(() => 0)`,
  'bad.mjs': `globalThis.runs = (globalThis.runs ?? 0) + 1; await 0; throw new Error('bad');`, 'user.mjs': `import './bad.mjs';`,
}, ['3 true true bad 1']);

prints('import.meta tells url, folder, file and resolves', {
  'main.mjs': `const m = import.meta; console.log(m.url, m.dirname, m.filename, Object.getPrototypeOf(m), m === import.meta); console.log(m.resolve('./lib/a b.mjs')); m.extra = 1; console.log(import.meta.extra);`,
  'lib/a b.mjs': '',
}, ['file:///app/main.mjs /app /app/main.mjs null true', 'file:///app/lib/a%20b.mjs', '1']);

prints('an ES module imports CommonJS: default and named exports, run in order', {
  'main.mjs': `import './first.mjs'; import def, { named } from './c.js'; import * as ns from './c.js'; console.log(def.named, named, Object.keys(ns).join(), ns.default === def);`,
  'first.mjs': `console.log('first');`, 'c.js': `console.log('cjs'); exports.named = 1;`,
}, ['first', 'cjs', '1 1 default,named true']);

prints('an import of CommonJS that throws rejects with that error each time', {
  'main.mjs': `for (let i = 0; i < 2; i++) await import('./c.js').catch((error) => console.log(error.message)); import('./c.js').catch(() => 0)`, 'c.js': `throw new Error('cjs')`,
}, ['cjs', 'cjs']);

prints('JSON needs its attribute', {
  'main.mjs': `import data from './d.json' with { type: 'json' }; console.log(data.x);
    const code = (promise) => promise.then(() => 'ok', (error) => error.code ?? error.name);
    console.log(await code(import('./d.json')), await code(import('./d.json', { with: { type: 'json' } })), await code(import('./d.json', { with: { type: 'css' } })),
      await code(import('./a.mjs', { with: { type: 'json' } })), await code(import('./a.mjs', 5)), await code(import('./a.mjs', { with: { type: 5 } })));`,
  'd.json': '{"x":1}', 'a.mjs': '',
}, ['1', 'ERR_IMPORT_ATTRIBUTE_MISSING ok ERR_IMPORT_ATTRIBUTE_UNSUPPORTED ERR_IMPORT_ATTRIBUTE_UNSUPPORTED TypeError TypeError']);

prints('an attribute that nobody knows is an error of the text in a declaration and of the argument in import()', {
  'main.mjs': `const tell = (promise) => promise.then(() => 'ok', (error) => error.name + ' ' + error.code);
    console.log(await tell(import('./declared.mjs')), await tell(import('./exported.mjs')), await tell(import('./type.mjs')), await tell(import('./a.mjs', { with: { color: 'red' } })), await tell(import('./a.mjs', { with: {} })));`,
  'declared.mjs': `import './a.mjs' with { color: 'red' };`, 'exported.mjs': `export * from './a.mjs' with { type: 'json', color: 'red' };`, 'type.mjs': `import './a.mjs' with { type: 'css' };`, 'a.mjs': '',
}, [`${['SyntaxError', 'SyntaxError', 'TypeError', 'TypeError'].map((name) => `${name} ERR_IMPORT_ATTRIBUTE_UNSUPPORTED`).join(' ')} ok`]);

prints('require of an ES module gives its namespace, with __esModule for a default export', {
  'main.mjs': `import './c.js';`,
  'c.js': `const a = require('./a.mjs'), b = require('./b.mjs'); console.log(a.default, a.__esModule, a.x, b.y, b.__esModule, require('./a.mjs') === a);
    try { require('./tla.mjs'); } catch (error) { console.log(error.code); }`,
  'a.mjs': `export default 1; export const x = 2;`, 'b.mjs': `export const y = 3;`, 'tla.mjs': `import './deep.mjs'`, 'deep.mjs': 'await 0',
}, ['1 true 2 3 undefined true', 'ERR_REQUIRE_ASYNC_MODULE']);

prints('import() converts the specifier once and never throws synchronously', {
  'main.mjs': `let n = 0; const spec = { toString() { n++; return './a.mjs'; } };
    console.log((await import(spec)).x, n);
    const bad = import({ toString() { throw new Error('no'); } }); console.log(await bad.catch((error) => error.message));
    console.log(await import(Symbol()).catch((error) => error.name));`,
  'a.mjs': 'export const x = 1',
}, ['1 1', 'no', 'TypeError']);

prints('import() works in CommonJS, in scripts and in evaluated text', {
  'main.mjs': `import './c.js';`, 'c.js': `import('./a.mjs').then((ns) => console.log(ns.x)); eval("import('./a.mjs')").then((ns) => console.log(ns.x + 1));`,
  'a.mjs': 'export const x = 1',
}, ['1', '2']);

promises('an entry that never settles ends with code 13', program({ 'main.mjs': 'await new Promise(() => 0)' }), (outcome) => {
  assert.equal(outcome.code, 13);
  assert.match(outcome.stderr, /unsettled top-level await/);
});

prints('hoisted default functions and classes have their names', {
  'main.mjs': `import f from './f.mjs'; import C from './c.mjs'; import g from './g.mjs'; console.log(f.name, C.name, g.name);`,
  'f.mjs': 'export default function () {}', 'c.mjs': 'export default class {}', 'g.mjs': 'export default () => 0',
}, ['default default default']);
