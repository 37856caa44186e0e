import assert from 'node:assert/strict';
import { promises, prints } from './harness/program.js';

prints('assignment over inherited hardened properties defines own properties', `
  const show = (name, run) => { try { console.log(name, run()); } catch (error) { console.log(name, 'threw', error.name); } };
  show('constructor', () => { const o = {}; o.constructor = 1; return Object.keys(o).join(); });
  show('toString', () => { function F() {} F.prototype.toString = () => 'mine'; return String(new F()); });
  show('map', () => { const a = []; a.map = 5; return a.map; });
  show('then', () => { const p = Promise.resolve(); p.then = 6; return p.then; });
  show('call', () => { function f() {} f.call = 2; return f.call; });
  show('next', () => { function* g() {} const i = g(); i.next = 3; return i.next; });
  show('name', () => { const e = new Error('x'); e.name = 'Mine'; return String(e); });
  show('message', () => { class E extends Error { constructor() { super(); this.message = 'm'; } } return new E().message; });
  show('static', () => { class P extends Promise {} P.all = 1; return P.all; });
  show('symbol', () => { const m = new Map(); m[Symbol.iterator] = 4; return m[Symbol.iterator]; });
  show('iterator', () => { const o = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([].values()))); o.toString = 1; return o.toString; });
  show('typed', () => { const u = new Uint8Array(1); u.fill = 1; return u.fill; });
  show('date', () => { const d = new Date(0); d.toJSON = 1; return d.toJSON; });
  show('buffer', () => { const b = new ArrayBuffer(1); b.slice = 1; return b.slice; });
  show('regexp', () => { const r = /x/; r.test = 1; return r.test; });
  show('string', () => { const s = new String('x'); s.toString = () => 'mine'; s.constructor = 1; return String(s); });
  show('bigint', () => { const b = Object(1n); b.toLocaleString = 1; return b.toLocaleString; });
`, ['constructor constructor', 'toString mine', 'map 5', 'then 6', 'call 2', 'next 3', 'name Mine: x', 'message m', 'static 1', 'symbol 4', 'iterator 1',
  'typed 1', 'date 1', 'buffer 1', 'regexp 1', 'string mine', 'bigint 1']);

prints('assignment to the holder, to a primitive or to a frozen object throws TypeError', `
  const show = (run) => { try { run(); console.log('assigned'); } catch (error) { console.log(error.name); } };
  show(() => { Object.prototype.toString = 1; });
  show(() => { Array.prototype.map = 1; });
  show(() => { 'x'.concat = 1; });
  show(() => { (5).toFixed = 1; });
  show(() => { Object.freeze({}).toString = 1; });
  show(() => { Object.preventExtensions([]).map = 1; });
  show(() => { const o = Object.create([], { map: { value: 1 } }); o.map = 2; });
  show(() => { new String('x').concat = 1; });
  show(() => { ({}).toString = 1; });
`, [...Array<string>(8).fill('TypeError'), 'assigned']);

prints('Reflect.set over a repaired property follows OrdinarySet for other receivers', `
  const fixed = Object.defineProperty({}, 'toString', { value: 1 });
  const open = Object.defineProperty({}, 'toString', { value: 1, writable: true });
  const set = (receiver) => { try { return Reflect.set({}, 'toString', 2, receiver); } catch (error) { return error.name; } };
  console.log(set(fixed), set(open), open.toString, Object.getOwnPropertyDescriptor(open, 'toString').enumerable);
`, ['TypeError true 2 false']);

prints('what defines a property by literal, class or defineProperty keeps its meaning', `
  const o = { constructor: 1, toString: 2, __proto__: null };
  class C { toString() { return 'c'; } static call() { return 's'; } valueOf = 5; }
  console.log(o.constructor, o.toString, String(new C()), C.call(), new C().valueOf);
  console.log(JSON.stringify(Object.assign({}, { toString: 1, valueOf: 2 })), JSON.stringify({ ...{ constructor: 3 } }));
  for (const key in {}) console.log('enumerable', key);
`, ['1 2 c s 5', '{"toString":1,"valueOf":2} {"constructor":3}']);

promises('get-intrinsic finds the value of a repaired property behind its getter', {
  files: {}, scripts: [{ text: `
    const d = Object.getOwnPropertyDescriptor(Array.prototype, 'map');
    'originalValue' in d.get && d.get.originalValue === [].map && Object.isFrozen(d.get) && Object.isFrozen(d.set)` }],
}, (outcome) => assert.deepEqual(outcome.results, ['true']));

prints('own properties win where an ordinary object of the guest inherits from its own prototype', `
  class A { get x() { return 1; } }
  const a = new A();
  try { a.x = 2; } catch (error) { console.log(error.name); }
  function Old() {}
  Old.prototype = [];
  Old.prototype.constructor = Old;
  console.log(new Old().constructor === Old, Object.prototype.hasOwnProperty.call(Old.prototype, 'constructor'));
`, ['TypeError', 'true true']);
