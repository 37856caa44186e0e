import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { FileTree } from '../src/files/tree';
import { Findings } from '../src/findings';
import { CanonicalNames } from '../src/packages/canonical';
import { Manifests } from '../src/packages/manifest';
import { memoryHost, type Tree } from './memory-host';

// LavaMoat itself: ./test installs it, or `npm ci --ignore-scripts --prefix tests/lavamoat`.
const lavamoat = createRequire(join(process.cwd(), '../tests/lavamoat/package.json'));
const { loadCanonicalNameMap, getPackageNameForModulePath } = lavamoat('@lavamoat/aa') as {
  loadCanonicalNameMap(options: { rootDir: string; includeDevDeps: boolean }): Promise<Map<string, string>>;
  getPackageNameForModulePath(names: Map<string, string>, path: string): string;
};

const base = realpathSync(mkdtempSync(join(tmpdir(), 'bailey-names-')));
after(() => rmSync(base, { recursive: true, force: true }));

/** A linear congruential generator: a failure must come again. */
function generator(seed: number) {
  let state = seed;
  const random = (count: number) => Math.floor(((state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32) * count);
  return { random, pick: <T>(list: readonly T[]): T => list[random(list.length)]! };
}

const packages = ['a', 'b', 'c', 'd', 'bb', 'cc', 'Z', 'long-name', '@s/a', '@s/bb', '@t/a', 'x.y', '10'];

/** Packages at the top and inside others, most of them declared by somebody, in circles too. */
function generatedTree(seed: number): { tree: Tree; files: string[] } {
  const { random, pick } = generator(seed);
  const tree: Tree = {};
  const files: string[] = [];
  const add = (directory: string): void => {
    const fields: Record<string, Record<string, string>> = {};
    for (const kind of ['dependencies', 'dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies']) {
      for (let count = random(4); count > 0; count--) (fields[kind] ??= {})[pick(packages)] = '*';
    }
    tree[`${directory}package.json`] = JSON.stringify(fields);
    for (const file of ['index.js', 'lib/deep/x.js']) {
      tree[directory + file] = '';
      files.push(directory + file);
    }
  };
  add('');
  for (const name of packages) {
    if (random(10) < 7) add(`node_modules/${name}/`);
    if (random(10) < 3) add(`node_modules/${pick(packages)}/node_modules/${name}/`);
  }
  return { tree, files };
}

/** LavaMoat's name of each file; undefined where it refuses the file. */
async function namesOfLavaMoat(tree: Tree, files: string[], folder: string): Promise<(string | undefined)[]> {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text as string);
  }
  const names = await loadCanonicalNameMap({ rootDir: folder, includeDevDeps: true });
  return files.map((file) => {
    try {
      return getPackageNameForModulePath(names, join(folder, file));
    } catch (error) {
      assert.match(String(error), /Encountered unknown package directory/);
      return undefined;
    }
  });
}

test('Packages of 300 generated trees are called as LavaMoat calls them; what it refuses to name is external', async () => {
  let named = 0;
  let refused = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const { tree, files } = generatedTree(seed);
    const findings = new Findings();
    const host = new FileTree(memoryHost(tree), findings);
    const ours = new CanonicalNames(host, new Manifests(host, findings), findings);
    const theirs = await namesOfLavaMoat(tree, files, join(base, String(seed)));
    for (const [index, file] of files.entries()) {
      const name = ours.of(`/app/${file}`);
      if (theirs[index] === undefined) {
        assert.match(name, /^external:/, `seed ${seed}: ${file}`);
        refused++;
      } else {
        assert.equal(name, theirs[index], `seed ${seed}: ${file}`);
        named++;
      }
    }
  }
  assert.ok(named > 4000 && refused > 100, `${named} named, ${refused} refused`);
});
