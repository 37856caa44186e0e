import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, reach } from '../../src/realm/oracle.js';
import { makeNamespace, makeReads } from '../../src/realm/linker/namespace-object.js';
import { promises } from './harness/program.js';

/** A module program whose console lines must be these; `main` begins with `import * as ns from './lib.mjs'`. */
function prints(promise: string, main: string, lib: string, lines: readonly string[], more: Readonly<Record<string, string>> = {}): void {
  const files = { 'main.mjs': `import * as ns from './lib.mjs'; ${helpers} ${main}`, 'lib.mjs': lib, ...more };
  const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/app/${name}`, text]));
  promises(promise, { files: named, entry: '/app/main.mjs' }, (outcome) => {
    assert.equal(outcome.stderr, '');
    assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), lines);
  });
}

const helpers = `
  const tried = (...all) => all.map((f) => { try { return String(f()); } catch (error) { return error.name; } }).join();
  const shown = (o, key) => { const d = Object.getOwnPropertyDescriptor(o, key); return d && [Object.keys(d), String(d.value), d.writable, d.enumerable, d.configurable].join(' '); };`;

prints('a namespace has the data properties, order and tag of the specification', `
  console.log(shown(ns, 'x')); console.log(shown(ns, Symbol.toStringTag)); console.log(shown(ns, 'none'), shown(ns, Symbol.iterator), Object.getOwnPropertyDescriptor(ns, 'inner').value === ns.inner);
  console.log(Reflect.ownKeys(ns).map(String).join(), Object.keys(ns).join(), Object.prototype.toString.call(ns));
  console.log('x' in ns, 'none' in ns, Symbol.toStringTag in ns, Object.hasOwn(ns, '10'), ns['10'], ns[Symbol.iterator], Reflect.get(ns, 'x', {}));
  console.log(Object.entries({ ...ns }).map(([k, v]) => k + typeof v).join(), JSON.stringify(ns)); let s = ''; for (const k in ns) s += k; console.log(s);`,
`export const x = 1, Z = 2; const d = 3; export { d as default, d as '10', d as '9', d as 'a b' }; export * as inner from './inner.mjs';`, [
  'value,writable,enumerable,configurable 1 true true false', 'value,writable,enumerable,configurable Module false false false', 'undefined undefined true',
  '10,9,Z,a b,default,inner,x,Symbol(Symbol.toStringTag) 10,9,Z,a b,default,inner,x [object Module]', 'true false true true 3 undefined 1',
  '9number,10number,Znumber,a bnumber,defaultnumber,innerobject,xnumber {"10":3,"9":3,"Z":2,"a b":3,"default":3,"inner":{"y":1},"x":1}', '109Za bdefaultinnerx',
], { 'inner.mjs': 'export const y = 1' });

prints('nothing changes a namespace, and a definition that changes nothing is allowed', `
  import * as none from './none.mjs';
  console.log(tried(() => { ns.x = 2; }, () => { ns['x'] = 2; }, () => { ns.none = 2; }, () => { ns[Symbol.toStringTag] = 2; }, () => { ns.x++; }, () => { ns.x &&= 2; }, () => { [ns.x] = [2]; },
    () => { ({ a: ns.x } = { a: 2 }); }, () => { for (ns.x of [2]); }, () => { for (ns.x in { a: 1 }); }, () => delete ns.x, () => delete ns?.x, () => delete ns[Symbol.toStringTag], () => Object.freeze(ns)));
  console.log(delete ns.none, delete ns?.none, Reflect.set(ns, 'x', 1), Reflect.set({}, 'x', 1, ns), Reflect.set({}, 'x', 2, ns), Reflect.deleteProperty(ns, 'x'));
  console.log(Reflect.defineProperty(ns, 'x', {}), Reflect.defineProperty(ns, 'x', { value: 1, writable: true, enumerable: true, configurable: false }), Reflect.defineProperty(ns, Symbol.toStringTag, { value: 'Module' }));
  console.log([{ value: 2 }, { writable: false }, { enumerable: false }, { configurable: true }, { get() {} }, { set: undefined }].map((d) => Reflect.defineProperty(ns, 'x', d)).join(),
    Reflect.defineProperty(ns, 'none', {}), Reflect.defineProperty(ns, Symbol(), {}));
  console.log(Object.getPrototypeOf(ns), Reflect.setPrototypeOf(ns, null), Reflect.setPrototypeOf(ns, {}), Object.isExtensible(ns), Reflect.preventExtensions(ns), Object.isFrozen(ns), Object.isSealed(ns));
  console.log(ns.x, ns['x'], shown(ns, 'x'), Object.keys(ns).length, Object.freeze(none) === none);`,
`export let x = 1`, [
  Array.from({ length: 14 }, () => 'TypeError').join(), 'true true false true false false', 'true true true', 'false,false,false,false,false,false false false',
  'null true false false true false true', '1 1 value,writable,enumerable,configurable 1 true true false 1 true',
], { 'none.mjs': '' });

prints('what is not initialised yet is a ReferenceError, however it is looked at', `export const end = 1;`, `
  import * as ns from './lib.mjs'; import * as main from './main.mjs'; ${helpers}
  const looks = [() => ns.late, () => ns['late'], () => ns?.late, () => typeof ns.late, () => ns.late(), () => ns.late?.(), () => new ns.late(), () => ns.late\`\`, () => { const { late } = ns; }, () => Object.keys(ns),
    () => ({ ...ns }), () => { for (const k in ns); }, () => Object.hasOwn(ns, 'late'), () => Reflect.set({}, 'late', 1, ns), () => Reflect.defineProperty(ns, 'late', {}), () => main.end, () => ns.late(tried.never())];
  console.log(new Set(tried(...looks).split(',')).size, tried(looks[0]), 'late' in ns, tried(() => { ns.late = 1; }, () => delete ns.late), Reflect.ownKeys(ns).length, ns.early());
  export function early() { return 'early'; }
  export let late = 'late';
  console.log(ns.late, tried(() => main.end), ns.early());`,
['1 ReferenceError true TypeError,TypeError 3 early', 'late ReferenceError early']);

prints('bindings stay live in every form of read and call', `
  const all = () => [ns.n, ns['n'], ns?.n, (({ n }) => n)(ns), ns.f(), ns?.f(), (0, ns.f)(), ns['f'](), ns.f?.(), Object.getOwnPropertyDescriptor(ns, 'n').value].join('');
  console.log(all()); ns.up(); console.log(all()); ns.swap(); console.log(all()); ns.spoil(); console.log(tried(() => ns.f(), () => ns.f?.(), () => new ns.f(), () => ns.none(), () => ns.none?.(), () => ns.none, () => ns?.none?.x));`,
`export let n = 1, f = () => n; export const up = () => { n++; }, swap = () => { f = function () { return this === undefined ? 8 : 9; }; }, spoil = () => { f = 5; };`,
['1111111111', '2222222222', '2222998992', 'TypeError,TypeError,TypeError,TypeError,undefined,undefined,undefined']);

const observers = `
  export function plain() { return this; } export const arrow = () => this; export class K { static s() { return this; } constructor() { this.target = new.target; } }
  export function evaluated() { return eval('this'); } export const { method } = { method() { return super.self; }, __proto__: { get self() { return this; } } };
  export const bound = function () { return this; }.bind('bound'); export const trapped = new Proxy(plain, { apply: (target, self) => self });
  export function nested() { return (() => [this])()[0]; } export function fallback(a = this) { return a; } export async function later() { return this; } export function* many() { yield this; }
  export const { s } = K; export const made = new Function('return this'); export const call = plain, apply = plain; export default plain; export function names() { return this.names === names; }
  plain.call = plain.apply = () => 'own';`;

prints('a call has the namespace as its this, and nobody ever sees anything else of it', `
  const what = (value) => value === ns ? 'ns' : value === undefined ? '-' : value === globalThis ? 'global' : typeof value === 'object' ? 'LEAK' : value;
  console.log([ns.plain(), ns?.plain(), (ns.plain)(), (ns?.plain)(), ns.plain?.(), ns?.plain?.(), (ns?.plain)?.(), ns.plain\`\`, ns['plain'](), ns.plain(...[1]), eval('ns.plain()'), eval('ns?.plain?.()'), ns.call(), ns.apply(), ns.default()].map(what).join());
  console.log([(0, ns.plain)(), (true && ns.plain)(), (true ? ns.plain : 0)(), (ns.plain ?? 0)(), ((x) => x())(ns.plain), ns.arrow()].map(what).join());
  console.log([ns.evaluated(), ns.method(), ns.bound(), ns.trapped(), ns.nested(), ns.fallback(), await ns.later(), [...ns.many()][0], ns.s(), ns.made(), ns.names()].map(what).join());
  console.log(new ns.K().target === ns.K, new ns.K instanceof ns.K, ns.K.s() === ns.K, ns.plain.call('x'), ns.fallback(7), tried(() => ns.K(), () => new ns.arrow()));
  { const shadow = (ns) => [ns.plain(), ns.x, typeof ns.x, ns.y]; const own = { plain() { return this; }, x: 1 }; const [self, ...rest] = shadow(own); console.log(self === own, rest.join()); }
  { const ns = { plain() { return 'block'; } }; console.log(ns.plain(), (function ns() { return typeof ns.plain; })()); }
  try { throw { plain: 1 }; } catch (ns) { console.log(ns.plain); } for (const ns of [{ plain: 2 }]) console.log(ns.plain); console.log(what(ns.plain()), (({ plain }) => what(plain()))(ns), (({ ...rest }) => what(rest.plain()) === 'LEAK')(ns));`,
observers, [
  'ns,ns,ns,ns,ns,ns,ns,ns,ns,ns,ns,ns,ns,ns,ns', '-,-,-,-,-,-', 'ns,ns,bound,ns,ns,ns,ns,ns,ns,ns,true', 'true true true own 7 TypeError,TypeError', 'true 1,number,', 'block undefined', '1', '2', 'ns - true',
]);

prints('a namespace is the same by every way to it', `
  import { inner, again } from './both.mjs'; import * as both from './both.mjs'; import { default as common } from './c.cjs';
  const late = await import('./lib.mjs');
  console.log(ns === late, ns === inner, ns === again, ns === both.inner, both.inner.f() === ns, inner.f() === ns, late.f() === ns, both.inner.x, ns.self === ns, common === ns, Object.is(ns.self.self.self, ns));`,
`import * as self from './lib.mjs'; export { self }; export const x = 1; export function f() { return this; }`, ['true true true true true true true 1 true true true'],
{ 'both.mjs': `export * as inner from './lib.mjs'; import * as again from './lib.mjs'; export { again };`, 'c.cjs': `module.exports = require('./lib.mjs');` });

/** `evil` attacks what `x` exports through a namespace inside its exports, then `honest` looks. */
function nested(mode: 'lock' | 'harden' | 'open', said: string): void {
  const granted = { globals: { console: true }, packages: { x: true } };
  promises(`a namespace inside of exports is no way around mode ${mode}`, {
    files: {
      '/app/main.mjs': `import 'evil'; import 'honest';`,
      '/app/node_modules/evil/index.mjs': `import { inner } from 'x'; const attempt = (f) => { try { f(); return 'done'; } catch { return 'refused'; } };
        console.log(attempt(() => { inner.table.f = () => 'owned'; }), attempt(() => { inner.K.prototype.m = () => 'owned'; }), attempt(() => { inner.data.n = 2; }));`,
      '/app/node_modules/honest/index.mjs': `import * as x from 'x'; console.log(x.inner.table.f(), new x.inner.K().m(), x.inner.data.n);`,
      '/app/node_modules/x/index.mjs': `export * as inner from './inner.mjs';`,
      '/app/node_modules/x/inner.mjs': `import * as self from './inner.mjs'; export { self }; export const table = { f: () => 'honest' }; export class K { m() { return 'honest'; } } export const data = { n: 1 };`,
    },
    entry: '/app/main.mjs', configuration: { policy: { resources: { evil: granted, honest: granted, x: {} } }, exports: { x: mode } },
  }, (outcome) => assert.equal(outcome.stdout, said));
}

nested('lock', 'refused refused done\nhonest honest 2\n');
nested('harden', 'refused refused refused\nhonest honest 1\n');
nested('open', 'done done done\nowned owned 2\n');

test('The oracle takes a shared namespace for what it is, looks at its values, and does not believe any other proxy', () => {
  const exports = [['x', () => shared]] as const;
  const shared = Object.freeze({ __proto__: null, open: { __proto__: null } });
  const found = (value: object): string[] => {
    const [a, b] = [reach([['r', value]]), reach([['r', value]])];
    return compare(a, b, new Map()).filter(({ path }) => !path.includes('[[Prototype]]')).map(({ path, reason }) => `${path}: ${reason}`);
  };
  assert.deepEqual(found(makeNamespace(exports, makeReads(exports))), ['r.x.open: not frozen']);
  assert.deepEqual(found(new Proxy({ __proto__: null }, {})), ['r: not frozen']);
});
