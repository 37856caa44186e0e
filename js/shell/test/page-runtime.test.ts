import assert from 'node:assert/strict';
import test from 'node:test';
import { pageRuntime } from '../src/realm/page-runtime.js';

test('let and const of one script are names for the next, and no properties of the window', () => {
  const global: Record<string, unknown> = { known: 1 };
  const runtime = pageRuntime(global);
  let x = 1;
  runtime.l({ get x() { return x; }, set x(value) { x = value; }, get fixed() { return 2; } });
  const scope = runtime.e as Record<string, unknown>;
  scope['x'] = 5;
  assert.equal(x, 5);
  assert.equal('x' in global, false);
  assert.equal(scope['known'], 1);
  assert.throws(() => { scope['fixed'] = 3; }, TypeError);
});

test('a name is written where it is', () => {
  const global: Record<string, unknown> = { known: 1 };
  const runtime = pageRuntime(global);
  runtime.l({ get x() { return 1; } });
  assert.equal(runtime.o('x', false), runtime.e);
  assert.equal(runtime.o('known', false), global);
  assert.equal(runtime.o('fresh', true), global);
  const absent = runtime.o('fresh', false) as Record<string, unknown>;
  assert.throws(() => { absent['fresh'] = 1; }, ReferenceError);
  assert.throws(() => absent['fresh'], ReferenceError);
});

test('a name is declared once', () => {
  const runtime = pageRuntime({});
  runtime.l({ get x() { return 1; } });
  assert.throws(() => runtime.g(['x'], [], [], [], false), SyntaxError);
  assert.throws(() => runtime.g([], ['x'], [], [], false), SyntaxError);
  assert.throws(() => runtime.g([], [], ['x'], [() => 0], false), SyntaxError);
  runtime.g(['y'], ['z'], [], [], false);
});
