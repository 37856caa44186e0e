import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeNames } from '../../src/rewrite/free-names.js';
import { verify } from '../../src/rewrite/verify.js';
import { regularExpression, rawTemplateText } from '../../src/rewrite/escape.js';
import { failure, success, TestCompartment } from './compartment.js';

test('Nesting without end is refused, in every form', () => {
  const bombs = ['(', '[', '{', '!', 'a?', 'x=>', 'a(', '`${', 'if(a)', 'function f(){', 'class A{m(){', 'new ', '{a:', 'a=>{', 'for(;;)', 'a**', '({a:', 'l:', 'async()=>{'];
  for (const bomb of bombs) {
    const { type } = failure(bomb.repeat(200_000));
    assert.ok(type === 'Refused' || type === 'SyntaxError', bomb);
  }
  assert.equal(failure('['.repeat(100_000) + ']'.repeat(100_000)).message, 'nested too deeply');
  assert.equal(success('['.repeat(50) + ']'.repeat(50)).ok, true);
});

test('Length alone is not nesting', () => {
  const c = new TestCompartment();
  assert.equal(c.script('"a"' + '+"a"'.repeat(2_000)).length, 2_001);
  assert.equal(c.script('1;'.repeat(50_000)), 1);
  assert.equal(c.script('if(0)1;' + 'else if(0)1;'.repeat(300) + 'else 2'), 2);
});

test('Output grows in step with the input', () => {
  for (const text of ['x=', 'x+=', '[x]=', '(x,x),', 'x?x:', 'x(x,', 'delete x.x,'].map((piece) => piece.repeat(200) + 'x' + (piece === 'x(x,' ? ')'.repeat(200) : ''))) {
    assert.ok(success(text).code.length < 60 * text.length + 500, text.slice(0, 20));
  }
});

test('Syntax that the engine lacks is refused', () => {
  assert.match(failure('{ using x = null }').message, /using/);
  assert.equal(failure('class A { @d m() {} }').type, 'SyntaxError');
});

test('Verification finds a free name, an import and a second expression, and passes what has none', () => {
  const fails = (code: string): void => assert.throws(() => verify(code, '$r', undefined), /cannot be printed/);
  fails('(function(G){return x})');
  fails('(function(G){return eval})');
  fails('(function($r){return eval($r.e(1))})');
  fails('(function($r){return eval($r.d(1),2)})');
  fails('(function($r){return eval?.($r.d(1))})');
  fails('(function($r){return eval`x`})');
  fails('(function(G){return import("x")})');
  fails('(function(G){return G}),(1)\n;(2)');
  fails('(function(G){with(G){}})');
  fails('(function(G){return {a(b=c){var c}}})');
  fails('(function(G){for(let i of [])i;return i})');
  fails('(function(G){return class{[k]=1}})');
  verify('(function(G){return G.x})', '$r', undefined);
  verify('(function($r){return eval($r.d(1))})', '$r', undefined);
  verify('(function(G){return arguments})', '$r', undefined);
  assert.deepEqual([...freeNames({ type: 'Program', start: 0, end: 0, sourceType: 'script', body: [] }, '$r')], []);
});

test('Text that would leave a regular expression or a template is refused', () => {
  for (const pattern of ['a/b', '', '*a', 'a\n', '[a', 'a\\', '/']) assert.throws(() => regularExpression(pattern, '', 0), /malformed/, pattern);
  assert.throws(() => regularExpression('a', '/x', 0), /malformed/);
  assert.equal(regularExpression('[/]\\/', 'g', 0), '/[/]\\//g');
  for (const raw of ['`', '${', '\\', 'a\r']) assert.throws(() => rawTemplateText(raw, 0), /malformed/, raw);
  assert.equal(rawTemplateText('\\`$\\{', 0), '\\`$\\{');
});

test('A malformed request is refused', () => {
  assert.equal(failure('1', 'script', { key: '*/' }).type, 'Refused');
  assert.equal(failure('1', 'other' as 'script').type, 'Refused');
});
