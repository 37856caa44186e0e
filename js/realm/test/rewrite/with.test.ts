import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { failure, TestCompartment } from './compartment.js';

/** Each text's value, as the engine's own sloppy code has it. */
const cases: readonly (readonly [promise: string, text: string, specified?: unknown])[] = [
  ['reads ask the object, then what is around', 'var y = 2; var o = { x: 1 }; with (o) { [x, y, typeof x, typeof nowhere].join() }'],
  ['a name that appears later is found, one that is deleted no longer', 'var x = "global"; var o = {}; with (o) { var a = [x]; o.x = 1; a.push(x); delete o.x; a.push(x); a.join() }'],
  ['locals of a function are behind the object', '(function (x, y) { with ({ x: "o" }) return x + y })("p", "q")'],
  ['names bound inside hide the object', 'with ({ x: "o", y: "o" }) { let x = "let"; (function (y) { return x + y })("p") + (() => { const y = 1; return y })() + y }'],
  ['names bound inside an inner block only there', 'with ({ x: "o" }) { { let x = 1; } x }'],
  ['catch parameters and loop variables hide the object', 'with ({ e: "o", i: "o" }) { var t = ""; try { throw 1 } catch (e) { t += e } for (let i = 0; i < 2; i++) t += i; t + e + i }'],
  ['class names and parameters hide the object', 'with ({ A: "o", p: "o" }) { class A { m(p = 5) { return p } } typeof A + new A().m() + p }'],
  ['calls have the object as this', 'var o = { f() { return this === o } }; with (o) { f() }'],
  ['calls of other functions have not', 'function g() { "use strict"; return this } with ({}) { g() === undefined }'],
  ['tagged templates and optional calls have it, too', 'var o = { f(a) { return this === o && a != null }, n: null }; with (o) { [f`t`, f?.(1), n?.()].join() }'],
  ['the callee is taken before the arguments', 'var o = { f() { return "first" } }; with (o) { f(o.f = () => "second") }'],
  ['new calls the constructor of the object', 'function K() { this.k = 1 } with ({ K: function () { this.k = 2 } }) { new K().k }'],
  ['assignments go to the object that has the name, resolved before the right side', 'var x = "g"; var o = { x: 1 }; with (o) { x = (delete o.x, 2); } o.x + x', '2g'],
  ['assignments to locals go to the locals', '(function () { var x = 1; let y = 1; with ({}) { x = 5; y += 2; y++; [x, y] = [y, x]; ({ a: x = 9 } = {}); } return [x, y].join() })()'],
  ['compound assignments, updates and logical assignments', 'var o = { a: 1, b: 0, c: null }; with (o) { a += 2; a++; --a; b ||= 5; c ??= 6; a &&= 7 } [o.a, o.b, o.c].join()'],
  ['destructuring', 'var o = { x: 0, y: 0, z: 0 }; with (o) { [x, { y }] = [1, { y: 2 }]; ({ z, ...o.rest } = { z: 3, w: 4 }); } [o.x, o.y, o.z, o.rest.w].join()'],
  ['loop heads', 'var o = { k: 0 }; var seen = ""; with (o) { for (k in { a: 1, b: 2 }) seen += k; for (k of [3, 4]) seen += k; for (var k of [5]) seen += o.k } seen + o.k'],
  ['var declares outside and assigns inside', '(function () { var o = { x: 1 }; with (o) { var x = 2; var z = 3 } return [o.x, x, z, typeof y, "z" in o].join(); var y })()'],
  ['var of a nested with', '(function () { var a = { p: 1 }, b = {}; with (a) with (b) { var p = 2, q = 3 } return [a.p, p, q].join() })()'],
  ['top-level var of a script', 'var o = { v: 1 }; with (o) { var v = 2; var u = 3 } [o.v, typeof v, u, "u" in o].join()'],
  ['delete', 'var o = { x: 1 }; with (o) { var r = [delete x, delete x, "x" in o] } r.join()'],
  ['delete of a local is false', '(function () { var l = 1; with ({}) return delete l })()'],
  ['nesting: the innermost object first', 'with ({ x: 1, y: 1 }) with ({ y: 2 }) with ({ z: 3 }) [x, y, z].join()'],
  ['closures keep the object', 'var fs = []; for (var i = 0; i < 3; i++) with ({ n: i }) fs.push(() => n++); fs.map((f) => f() + f()).join()'],
  ['generators', 'function* g() { with ({ x: 1 }) { yield x; x = 2; yield x } } [...g()].join()'],
  ['unscopables', 'var o = { x: 1, y: 1, [Symbol.unscopables]: { x: true, y: 0 } }; var x = "g", y = "g"; with (o) { x + y }'],
  ['unscopables of arrays', 'var values = "mine"; with ([]) { values }'],
  ['primitives are wrapped', 'with ("abc") { length }'],
  ['null and undefined are refused', 'try { with (null) { } } catch (e) { e.name }'],
  ['this stays', '(function () { with ({ this_: 1 }) return this.a })' + '.call({ a: 7 })'],
  ['arguments', '(function () { with ({}) return arguments[0] })(4) + (function () { with ({ arguments: "o" }) return arguments })()'],
  ['labels, break and continue', 'var t = ""; a: for (var i of [1, 2, 3]) { with ({}) { if (i === 2) continue a; t += i } } b: with ({}) { t += "b"; break b; } t'],
  ['completion values', '1; with ({}) { }'], ['completion of an expression', 'with ({ x: 4 }) x'], ['completion in a loop', 'for (var i of [1, 2]) with ({ v: i }) v'],
  ['names of assigned functions', 'var o = { f: 0 }; with (o) { f = function () { } } o.f.name'],
  ['inherited properties', 'with (Object.create({ x: "proto" })) x'], ['undefined as a name', 'with ({ undefined: 1 }) undefined'],
  ['direct eval inside', 'with ({ x: 1 }) { eval("x + (x = 5) + x") }'], ['eval with a with of its own', '(function (p) { with ({ x: 1 }) return eval("with ({ y: p }) { let q = x + y; q }") })(2)'],
  ['eval of the object', 'with ({ eval: (t) => "theirs " + t }) eval("1")'], ['functions made in an eval', 'with ({ x: 1 }) { var f = eval("() => x"); } f()'],
  ['names that hide in an eval', 'with ({ x: "o" }) { let y = "let"; eval("(function (x) { return x + y })(\'p\')") }'],
  ['names beyond ASCII and of properties', 'with ({ \u00e9t\u00e9: 1, constructor: 2, __proto__: { z: 3 } }) [\u00e9t\u00e9, constructor, z].join()'],
  ['__proto__', 'var o = { a: 1 }; with (o) { __proto__ = { b: 2 } } o.b'],
  ['getters run with the object', 'var o = { get x() { return this === o } }; with (o) x'],
];

for (const [promise, text, specified] of cases) {
  test(`with: ${promise}`, () => {
    // V8 looks the name up again after the right side.
    const expected: unknown = specified ?? vm.runInNewContext(text);
    const c = new TestCompartment(['Object', 'Array', 'Math', 'Symbol', 'TypeError', 'Function']);
    assert.deepEqual(c.script(text), expected);
  });
}

test('with: stands in no text that says it is strict, no class and no module', () => {
  for (const text of ['"use strict"; with ({}) { }', 'function f() { "use strict"; with ({}) { } }', '() => { "use strict"; with ({}) { } }', 'class A { m() { with ({}) { } } }', 'class A { static { with ({}) { } } }', '(class { x = function () { with ({}) { } } })',
    'function f() { "use strict"; return () => { with ({}) { } } }', 'with ({}) function f() { }', 'with ({}) let x', 'delete x', 'with ({}) { } delete x', 'with ({}) { (function () { "use strict"; delete x }) }', 'var x; with ({}) { (class { m() { delete x } }) }']) {
    assert.equal(failure(text).type, 'SyntaxError', text);
  }
  assert.equal(failure('with ({}) { }', 'module').type, 'SyntaxError');
  assert.equal(failure('"use strict"; with (a) { }', 'function').type, 'SyntaxError');
  const c = new TestCompartment();
  assert.throws(() => c.script('(function () { "use strict"; return eval("with ({}) 1") })()'), /strict mode/);
  assert.equal(c.script('(function () { return eval("with ({ x: 2 }) x") })()'), 2);
  assert.equal(c.functor('with (o) return x + y', 'function', { parameters: 'o, y' })({ x: 1 }, 2), 3);
  assert.equal(c.commonjs('with ({ v: 3 }) { var w = v } exports.w = w').w, 3);
});

test('with: internal names are the guest\'s like any others, and stay out of reach', () => {
  const c = new TestCompartment(['Proxy']);
  assert.equal(c.script('with ({ $g: 1, $r: 2, $s: 3, $w: 4, $w_0: 5, $w_v: 6 }) [$g, $r, $s, $w, $w_0, $w_v].join()'), '1,2,3,4,5,6');
  assert.throws(() => c.script('with ({}) eval("$" + "w_0")'), /w_0 is not defined/);
  assert.throws(() => c.script('with ({}) eval("let $" + "w_0 = 1")'), /in use/);
  assert.equal(c.script('with ({}) eval("typeof $" + "w_0 + typeof $" + "r")'), 'undefinedundefined');
  c.G.seen = [];
  c.script(`const attempt = (f) => { try { f() } catch { } };
    with (new Proxy({}, { has(_, name) { seen.push(name); return name === 'x1' } })) {
      void x1; x1 = typeof x2; (function () { x3 = 1 }); (y) => y; undefined; (() => { try { [x4] = [1] } catch { } })(); (() => { try { x5() } catch { } })()
    }`);
  assert.deepEqual([...new Set(c.G.seen as string[])].sort(), ['undefined', 'x1', 'x2', 'x4', 'x5']);
});

test('with: nests to a bound, also through evals', () => {
  const nested = (depth: number, inner: string): string => 'with ({}) '.repeat(depth) + inner;
  assert.equal(new TestCompartment().script(nested(30, '1')), 1);
  assert.equal(failure(nested(31, '1')).message, "'with' nests too deeply");
  assert.throws(() => new TestCompartment().script(nested(20, `eval("${nested(11, '1')}")`)), /nests too deeply/);
});

test('with: a hostile object gives names and nothing else', () => {
  const c = new TestCompartment(['Object', 'Array', 'Proxy', 'Symbol', 'String', 'TypeError', 'Error']);
  assert.equal(c.script('with (new Proxy({}, { has: () => true, get: (_, n) => n === Symbol.unscopables ? undefined : "proxied " + String(n) })) { [x, typeof y, Object].join() }'), 'proxied x,string,proxied Object');
  assert.throws(() => c.script('with (new Proxy({}, { has() { throw new Error("trap") } })) x'), /trap/);
  assert.throws(() => c.script('with ({ get [Symbol.unscopables]() { throw new Error("unscopables") }, x: 1 }) x'), /unscopables/);
  assert.equal(c.script('var calls = 0; with ({ get [Symbol.unscopables]() { calls++; return new Proxy({}, { get: () => true }) }, x: 1 }) typeof x + calls'), 'undefined1');
  assert.equal(c.script('with (globalThis) { typeof $r + typeof process + (this === globalThis) }'), 'undefinedundefinedtrue');
  assert.equal(c.script('var o = { f: eval, x: 2 }; with (o) { f("typeof o") }'), 'object');
  assert.throws(() => c.script('with ({}) { missing }'), /missing is not defined/);
  assert.throws(() => c.script('with ({}) { missing = 1 }'), /missing is not defined/);
  assert.throws(() => c.script('with (Object.freeze({ x: 1 })) { x = 2 }'), /read only/);
});
