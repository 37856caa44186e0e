import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, success, TestCompartment } from './compartment.js';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `name${index}`);

test('A name declared twice is found in short and long lists alike', () => {
  for (const count of [2, 15, 16, 17, 18, 500]) {
    const declarations = names(count).map((name) => `let ${name};`).join('');
    assert.equal(success(declarations).ok, true);
    for (const again of [0, count - 1]) {
      for (const kind of ['let', 'var', 'class']) {
        const text = `${declarations}${kind} name${again}${kind === 'class' ? '{}' : ';'}`;
        assert.match(failure(text).message, /already been declared/, `${count} ${kind}`);
      }
    }
  }
});

test('A catch parameter may be declared again by var, another name of the block may not', () => {
  assert.equal(new TestCompartment().script('try { throw 1 } catch (e) { var e = 2; } 3'), 3);
  assert.match(failure('try { } catch ({ e }) { var e; }').message, /already been declared/);
});

test('Tens of thousands of names in one scope are a matter of seconds', () => {
  const start = performance.now();
  assert.equal(success(names(60_000).map((name) => `let ${name}=1;`).join('')).ok, true);
  // Searched from end to end, these took minutes.
  assert.ok(performance.now() - start < 30_000);
});

test('A regular expression of more than 64 Ki units is refused', () => {
  assert.match(failure(`/${'a'.repeat(65_537)}/`).message, /too long/);
  assert.equal(success(`/${'a'.repeat(65_536)}/`).ok, true);
});

test('Direct evals that would list too many names together are refused', () => {
  const text = (count: number): string => names(count).map((name) => `let ${name};eval("");`).join('');
  assert.match(failure(text(5_000)).message, /too many direct evals/);
  assert.equal(success(text(500)).scopes!.length, 500);
});
