import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FileTree } from '../src/files/tree';
import { Findings } from '../src/findings';
import { CanonicalNames } from '../src/packages/canonical';
import { Manifests } from '../src/packages/manifest';
import { memoryHost, type Tree } from './memory-host';

/** The canonical name of each file asked for, and the findings. */
function namesOf(tree: Tree) {
  const findings = new Findings();
  const files = new FileTree(memoryHost(tree), findings);
  const names = new CanonicalNames(files, new Manifests(files, findings), findings);
  return { of: (path: string) => names.of(path), findings };
}

const depends = (...names: string[]) => JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });

test('A package is named by the shortest chain of dependencies that leads to it', () => {
  const names = namesOf({
    'package.json': depends('aaa', 'b'),
    'node_modules/aaa/package.json': depends('c'), 'node_modules/b/package.json': depends('c'), 'node_modules/c/package.json': depends('d'),
    'node_modules/d/package.json': '{}', 'node_modules/b/node_modules/c/package.json': '{}',
  });
  assert.equal(names.of('/app/node_modules/aaa/x.js'), 'aaa');
  assert.equal(names.of('/app/node_modules/c/lib/deep/x.js'), 'aaa>c');
  assert.equal(names.of('/app/node_modules/b/node_modules/c/x.js'), 'b>c');
  assert.equal(names.of('/app/node_modules/d/x.js'), 'aaa>c>d');
  assert.equal(names.of('/app/lib/x.js'), '$root$');
});

test('Among chains of equal length the shorter part wins, then the alphabetically first', () => {
  const names = namesOf({
    'package.json': depends('long-name', 'bb', 'aa'),
    'node_modules/long-name/package.json': depends('x'), 'node_modules/bb/package.json': depends('x', 'y'), 'node_modules/aa/package.json': depends('y'),
    'node_modules/x/package.json': '{}', 'node_modules/y/package.json': '{}',
  });
  assert.equal(names.of('/app/node_modules/x/i.js'), 'bb>x');
  assert.equal(names.of('/app/node_modules/y/i.js'), 'aa>y');
});

test('Optional, peer and the root\'s dev dependencies are dependencies; those of others\' dev are not', () => {
  const names = namesOf({
    'package.json': '{"devDependencies":{"dev":"*"},"optionalDependencies":{"opt":"*"},"peerDependencies":{"peer":"*"}}',
    'node_modules/dev/package.json': '{"devDependencies":{"hidden":"*"}}', 'node_modules/opt/package.json': '{}', 'node_modules/peer/package.json': '{}',
    'node_modules/hidden/package.json': '{}',
  });
  assert.deepEqual(['dev', 'opt', 'peer'].map((name) => names.of(`/app/node_modules/${name}/x.js`)), ['dev', 'opt', 'peer']);
  assert.equal(names.of('/app/node_modules/hidden/x.js'), 'external:node_modules/hidden');
});

test('A package that lies about its name keeps the name of its place', () => {
  const names = namesOf({
    'package.json': depends('liar', 'other'), 'node_modules/liar/package.json': '{"name":"$root$"}', 'node_modules/other/package.json': '{"name":"liar"}',
  });
  assert.equal(names.of('/app/node_modules/liar/x.js'), 'liar');
  assert.equal(names.of('/app/node_modules/other/x.js'), 'other');
});

test('No dependency name can make a package look like the root, like a chain or like a path', () => {
  for (const name of ['$root$', 'a>b', '..', '../..', '.hidden', '__proto__', 'external:x', 'node_modules', 'a/b/c', '@s', 'a\\b', 'a b', '%61', 'a\0b', '@s/..', '']) {
    const names = namesOf({
      'package.json': `{"dependencies":{${JSON.stringify(name)}:"*","a":"*"}}`, [`node_modules/${name || 'empty'}/package.json`]: '{}',
      'node_modules/a/package.json': depends('b'), 'node_modules/a>b/package.json': '{}', 'node_modules/b/package.json': '{}',
    });
    assert.equal(names.of('/app/node_modules/b/x.js'), 'a>b', name);
    assert.equal(names.of('/app/node_modules/a>b/x.js'), 'external:node_modules/a>b', name);
    assert.equal(names.of('/app/node_modules/$root$/x.js'), 'external:node_modules/$root$', name);
    assert.equal(names.findings.take().some((finding) => finding.code === 'package-json.dependency-name'), true, name);
  }
});

test('A directory nobody declares is never the root\'s, and a finding says so', () => {
  const names = namesOf({ 'package.json': '{}', 'node_modules/ghost/index.js': '', 'node_modules/@s/ghost/index.js': '', 'node_modules/loose.js': '' });
  assert.equal(names.of('/app/node_modules/ghost/index.js'), 'external:node_modules/ghost');
  assert.equal(names.of('/app/node_modules/@s/ghost/deep/index.js'), 'external:node_modules/@s/ghost');
  assert.equal(names.of('/app/node_modules/loose.js'), 'external:node_modules');
  assert.deepEqual(names.findings.take().map(({ code }) => code), ['package.undeclared', 'package.undeclared', 'package.undeclared']);
});

test('A linked workspace has the name of its link, and links in a circle end', () => {
  const names = namesOf({
    'package.json': depends('work', 'self'), 'node_modules/work': { link: '../packages/work' }, 'packages/work/package.json': depends('own', 'work'),
    'packages/work/node_modules/own/package.json': '{}', 'packages/work/node_modules/work': { link: '..' + '/..' + '/work' }, 'node_modules/self': { link: '..' },
  });
  assert.equal(names.of('/app/packages/work/x.js'), 'work');
  assert.equal(names.of('/app/packages/work/node_modules/own/x.js'), 'work>own');
  assert.equal(names.of('/app/index.js'), '$root$');
});

test('A store of linked packages, as pnpm lays it out, gets the names of its links', () => {
  const names = namesOf({
    'package.json': depends('a'), 'node_modules/a': { link: '.pnpm/a@1/node_modules/a' },
    'node_modules/.pnpm/a@1/node_modules/a/package.json': depends('b'), 'node_modules/.pnpm/a@1/node_modules/b': { link: '../../b@1/node_modules/b' },
    'node_modules/.pnpm/b@1/node_modules/b/package.json': '{}',
  });
  assert.equal(names.of('/app/node_modules/.pnpm/a@1/node_modules/a/x.js'), 'a');
  assert.equal(names.of('/app/node_modules/.pnpm/b@1/node_modules/b/x.js'), 'a>b');
});

test('A graph of dependencies with many chains is named in one pass', () => {
  const count = 400;
  const tree: Tree = { 'package.json': depends(...Array.from({ length: count }, (_, index) => `p${index}`)) };
  for (let index = 0; index < count; index++) tree[`node_modules/p${index}/package.json`] = depends(...Array.from({ length: count }, (_, other) => `p${other}`));
  const host = memoryHost(tree);
  const findings = new Findings();
  const files = new FileTree(host, findings);
  const names = new CanonicalNames(files, new Manifests(files, findings), findings);
  assert.equal(names.of('/app/node_modules/p399/x.js'), 'p399');
  assert.equal(host.calls.read, count + 1);
  assert.ok(host.calls.list! <= 2 * count + 3, `${host.calls.list} listings`);
});
