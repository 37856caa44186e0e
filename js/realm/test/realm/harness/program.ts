/** Declares one test per engine for a program and what it must say. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Outcome, Program } from './driver.js';
import { hasJsc, runInJsc, runInNode } from './engines.js';

/** `promise` is the test's name; `check` gets the outcome of each engine. */
export function promises(promise: string, program: Program, check: (outcome: Outcome) => void, only?: 'jsc' | 'node'): void {
  if (only !== 'jsc') test(`${promise} [node]`, () => check(runInNode(program)));
  if (only !== 'node') test(`${promise} [jsc]`, { skip: !hasJsc && 'there is no jsc shell here' }, () => check(runInJsc(program)));
}

/** A program of one CommonJS file whose console lines must be these. */
export function prints(promise: string, text: string, lines: readonly string[], more: Partial<Program> = {}, only?: 'jsc' | 'node'): void {
  promises(promise, { files: { '/app/main.js': text, ...more.files }, entry: '/app/main.js', ...without(more) }, (outcome) => {
    assert.equal(outcome.stderr, '');
    assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), lines);
    assert.equal(outcome.code, 0);
  }, only);
}

function without(more: Partial<Program>): Partial<Program> {
  const { files, ...rest } = more;
  void files;
  return rest;
}
