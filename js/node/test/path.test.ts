import test from 'node:test';
import assert from 'node:assert';
import nodePath from 'node:path';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const path = load(fakePowers({ cwd: process.cwd() })).require('path');

// Paths built from the pieces that the algorithms treat specially.
const pieces = ['', '.', '..', '/', '\\', '//', 'a', 'b.txt', '.hidden', 'c:', 'C:\\', 'c:/', 'D:x', '\\\\srv\\share', '\\\\srv\\share\\', '//srv/share/x', 'x.', '..a', 'a..', ' ', 'x.y.z', './', '../', 'a/', 'b\\', '\\\\?\\', '\\\\.\\', 'é'];
let seed = 7;
const next = (n: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
const random = () => Array.from({ length: 1 + next(4) }, () => pieces[next(pieces.length)]).join(['', '/', '\\'][next(3)]);

function compare(flavour: 'posix' | 'win32', count: number) {
  const ours = path[flavour], theirs = nodePath[flavour] as any;
  for (let i = 0; i < count; i++) {
    const a = random(), b = random();
    for (const name of ['normalize', 'dirname', 'basename', 'extname', 'isAbsolute', 'parse', 'toNamespacedPath']) {
      assert.deepStrictEqual(ours[name](a), theirs[name](a), `${flavour}.${name}(${JSON.stringify(a)})`);
    }
    for (const name of ['join', 'resolve', 'relative', 'basename']) {
      assert.deepStrictEqual(ours[name](a, b), theirs[name](a, b), `${flavour}.${name}(${JSON.stringify(a)}, ${JSON.stringify(b)})`);
    }
    assert.deepStrictEqual(ours.format(theirs.parse(a)), theirs.format(theirs.parse(a)));
  }
}

test('posix paths are Node\'s, for ten thousand made-up paths', () => compare('posix', 10_000));
test('windows paths are Node\'s, for ten thousand made-up paths', () => compare('win32', 10_000));

test('a path that is not a string is refused in Node\'s words', () => {
  for (const value of [undefined, null, 1, {}, [], Symbol('x'), () => {}]) {
    let expected: any;
    try { nodePath.join(value as any); } catch (error) { expected = error; }
    assert.throws(() => path.join(value), { code: expected.code, message: expected.message });
  }
});

test('matchesGlob', () => {
  assert.equal(path.matchesGlob('/foo/bar', '/foo/*'), true);
  assert.equal(path.matchesGlob('/foo/bar/baz', '/foo/*'), false);
  assert.equal(path.matchesGlob('src/a/b/c.ts', 'src/**/*.{ts,js}'), true);
});
