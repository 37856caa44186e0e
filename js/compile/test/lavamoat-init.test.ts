import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCompiler } from '../src/compiler';
import type { InitAnswer } from '../src/policy/init';
import { diskHost } from './disk-host';
import { plainRewrite } from './program';

type Resources = Record<string, Record<string, unknown>>;

/** Programs, and the packages that Bailey lets name more than LavaMoat does, with the line that explains it. */
const programs: readonly { folder: string; entry: string; atLeast: number; more: Readonly<Record<string, string>> }[] = [
  { folder: 'tests/lavamoat/apps/server', entry: 'server.js', atLeast: 40, more: {} },
  {
    folder: 'samples/02-site', entry: 'build.js', atLeast: 10,
    more: {
      'gray-matter>js-yaml': 'lib/js-yaml/type/binary.js: var _require = require; NodeBuffer = _require("buffer").Buffer',
      'gray-matter>js-yaml>esprima': 'is reached in one way: lib/js-yaml/type/js/function.js: esprima = _require("esprima")',
      lodash: 'lodash.js: var root = freeGlobal || freeSelf || Function("return this")(); root.process',
    },
  },
];

// ./test installs LavaMoat and the programs, or `npm ci --ignore-scripts --prefix` each folder.
const repository = join(process.cwd(), '..');
const cli = join(repository, 'tests/lavamoat/node_modules/lavamoat/src/cli.js');
const output = mkdtempSync(join(tmpdir(), 'bailey-lavamoat-'));
after(() => rmSync(output, { recursive: true, force: true }));

function lavamoat(folder: string, entry: string): string {
  const policy = join(output, 'policy.json');
  const { status, stderr } = spawnSync(process.execPath, [cli, entry, '--autopolicy', '--projectRoot', folder, '--policy', policy, '--policyOverride', join(output, 'none.json')], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return readFileSync(policy, 'utf8');
}

function bailey(folder: string, entry: string): string {
  return (JSON.parse(createCompiler(diskHost(folder), plainRewrite).init(JSON.stringify({ entry: `/app/${entry}` }))) as InitAnswer).json;
}

for (const { folder, entry, atLeast, more } of programs) {
  const known = Object.keys(more);
  test(`A written policy is LavaMoat's, byte for byte, but for what the table explains: ${folder}`, () => {
    const theirs = lavamoat(join(repository, folder), entry);
    const ours = bailey(join(repository, folder), entry);
    if (known.length === 0) assert.equal(ours, theirs);
    const [their, our] = [theirs, ours].map((text) => (JSON.parse(text) as { resources: Resources }).resources) as [Resources, Resources];
    const names = [...new Set([...Object.keys(their), ...Object.keys(our)])];
    assert.ok(names.length >= atLeast, `${names.length} packages`);
    assert.deepEqual(names.filter((name) => JSON.stringify(our[name]) !== JSON.stringify(their[name])).sort(), known.toSorted());
    // A difference never takes away what LavaMoat grants.
    for (const name of known) {
      for (const [section, grants] of Object.entries(their[name] ?? {})) assert.deepEqual({ ...our[name]![section] as object, ...grants as object }, our[name]![section]);
    }
  });
}
