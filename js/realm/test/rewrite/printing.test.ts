import assert from 'node:assert/strict';
import { test } from 'node:test';
import { success, TestCompartment } from './compartment.js';

const same = (text: string): void => {
  // The control is the engine itself, on the guest's own text.
  const expected = (0, eval)(`"use strict";(${text})`);
  assert.deepEqual(new TestCompartment(['Object', 'Array', 'String', 'Number', 'BigInt', 'RegExp', 'JSON']).script(`JSON.stringify(${text})`), JSON.stringify(expected), text);
};

test('Strings, templates, numbers and regular expressions keep their values', () => {
  for (const text of [
    '"\\u2028\\u0000\\x07\'\\"\\\\`${}"', "'\\ud800 lone, \\udc00'", '"</script><!-- -->"', '"é𝒳\u2028"', '`a\\`b${1}\\${c}\r\nd`',
    '`\n\n${"x"}\n`', '[0x1f, 1_000, .5, 1e21, 0.1e-7, 0b11, 5e-324, 1e999 > 1]', '1..toString()', '(-1) ** 2', '2 ** -1', '2 ** 3 ** 2',
    'String(0x1fn + 10n)', '/[/\\]]\\/é/giu.source + /a/.flags', '/(?<é>a)\\p{L}/v.test("ab")', '[,1,,].length', '[1,,].length',
    'String.raw`a\\u00zz\n${1}é`', '({ 1e3: 1, 0x10: 2, 1n: 3, "a b": 4, é: 5, if: 6 })', '[..."ab", ...[1]]',
  ]) same(text);
});

test('Operators keep their grouping', () => {
  for (const text of [
    '1 + -(-1) - (2 - (3 - 4))', '1 - -1', '+ +1', '- -1', '-(+1)', '!(!1)', 'typeof (1 + 2)', '(1, 2)', '(1 ?? 2) || 3', '1 ?? (0 || 3)',
    '(1 && 0) ?? 2', '1 < !--[1][0]', '(a => a)(3)', '(() => ({ a: 1 }))()', '(() => ({}).a)()', 'new (class { x = 1 })().x',
    'new (function () { return class { z = 1 } }())().z', 'new ((() => class { y = 2 })())().y', '(function () { return 1 })()',
    '(1 in [1, 2]) + (0 in [])', '(() => { for (var i = ("a" in { a: 1 }) ? 1 : 2; ;) return i })()', 'void 0 === undefined',
    '({ a: { b: null } }).a?.b?.c.d', '(null?.a, 1)', '[1, 2].map((x, i) => x * i)', 'delete [].x', '(x => { if (x) if (!x) return 1; else return 2 })(1)',
    '8 / 2 / 2', '8 / (4 / 2)', '(() => { let x = 1; return x++ + ++x })()', '1 ? 2 ? 3 : 4 : 5', '((a, b = 2, ...c) => a + b + c.length)(1, undefined, 3)',
  ]) same(text);
});

test('HTML-like comments are comments in a script, operators in a module, and never appear in the output', () => {
  assert.equal(new TestCompartment().script('1 <!-- + 1\n--> 2'), 1);
  const c = new TestCompartment();
  assert.equal(c.module('let y = 0; export const x = 1<!--y; export { y }').x!(), false);
  assert.doesNotMatch(success('let y = 0; 1<!--y', 'module').code, /<!--/);
});

test('Every line of the output is the line of the input', () => {
  const text = 'var a =\n  1;\nfunction f(\n  b,\n  c = 2\n)\n{\n  // gone\n  return (\n    b\n  );\n}\n`x\n${ a\n }\ny`;\nf`\n\n${\na}`;\nthrow new\nError("line 22")';
  const { code } = success(text);
  const lines = code.split('\n');
  assert.equal(lines.length, text.split('\n').length);
  assert.match(lines[20]!, /throw/);
  const c = new TestCompartment(['Error']);
  assert.throws(() => c.script('\r\n\u2028\n throw new Error("here")'), (error: Error) => /guest\.js:4:/.test(error.stack!));
});

test('A line never breaks where that would end a statement', () => {
  const c = new TestCompartment();
  assert.equal(c.commonjs('exports.f = () => { return (\n\n 5) }').f(), 5);
  assert.equal(c.commonjs('exports.f = function* () { yield (\n 6) }').f().next().value, 6);
  assert.throws(() => c.script('throw (\n "x")'), (value) => value === 'x');
  assert.equal(c.commonjs('exports.f = (a) =>\n a').f(7), 7);
});

test('Output is ASCII but in regular expressions and tagged templates', () => {
  assert.match(success('var é = "ü\u{1F600}", \u{20bb7} = { ñ: 1 }; class Ω { #π = `→`; μ() { return this.#π } }').code, /^[\x00-\x7f]*$/);
  const c = new TestCompartment();
  assert.equal(c.script('let \u{20bb7} = { ñ: 1 }; \u{20bb7}.ñ'), 1);
});

test('Comments of the guest are dropped', () => {
  assert.doesNotMatch(success('1 /* secret */ // secret').code, /secret/);
});
