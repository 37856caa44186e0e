import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createCompiler } from '../src/compiler';
import { memoryHost, type Tree } from './memory-host';
import { plainRewrite } from './program';

const cjs = 'module.exports = __filename';
const esm = 'export default decodeURIComponent(import.meta.url.slice(7))';
const manifest = (fields: object) => JSON.stringify(fields);

/** Every file answers with its own path, so that what Node loads can be seen. */
const tree: Tree = {
  'package.json': manifest({ name: 'self-less' }),
  'index.js': cjs, 'index.mjs': esm, 'data.json': '"data"', 'a.cjs': cjs, 'b.js': cjs, 'c.mjs': esm, 'noext': cjs, 'page.txt': cjs,
  'dir/index.js': cjs, 'dir/x.js': cjs, 'dir.js': cjs, 'json-dir/index.json': '"i"', 'sp ace.js': cjs, 'per%cent.js': cjs, 'q?mark.js': cjs,
  'main-dir/package.json': manifest({ main: './lib' }), 'main-dir/lib/index.js': cjs,
  'main-file/package.json': manifest({ main: 'm' }), 'main-file/m.js': cjs,
  'main-gone/package.json': manifest({ main: 'gone.js' }), 'main-gone/index.js': cjs,
  'main-lost/package.json': manifest({ main: 'gone.js' }), 'main-lost/other.js': cjs,
  'main-wrong/package.json': '{"main": 5}', 'main-wrong/index.js': cjs,
  'empty-dir/.keep': '',
  'typed/package.json': manifest({ type: 'module' }), 'typed/e.js': esm, 'typed/c.cjs': cjs,
  'bad/package.json': '{', 'bad/index.js': cjs, 'bad/x.cjs': cjs,
  'linked.js': { link: 'b.js' }, 'linked-dir': { link: 'dir' }, 'loop-a': { link: 'loop-b' }, 'loop-b': { link: 'loop-a' },
  'node_modules/plain/index.js': cjs, 'node_modules/plain/sub.js': cjs, 'node_modules/plain/lib/index.js': cjs,
  'node_modules/single.js': cjs,
  'node_modules/mained/package.json': manifest({ main: './lib/start' }), 'node_modules/mained/lib/start.js': cjs, 'node_modules/mained/lib/other.js': cjs,
  'node_modules/@s/p/package.json': manifest({ main: 'p.js' }), 'node_modules/@s/p/p.js': cjs, 'node_modules/@s/p/q.js': cjs,
  'node_modules/nothing/package.json': manifest({ name: 'nothing' }), 'node_modules/nothing/readme.md': '',
  'node_modules/broken/package.json': '{"exports": ', 'node_modules/broken/index.js': cjs,
  'node_modules/sugar/package.json': manifest({ exports: './s.js' }), 'node_modules/sugar/s.js': cjs, 'node_modules/sugar/t.js': cjs,
  'node_modules/dual/package.json': manifest({ exports: { '.': { import: './i.mjs', require: './r.js' }, './package.json': './package.json' } }),
  'node_modules/dual/i.mjs': esm, 'node_modules/dual/r.js': cjs,
  'node_modules/conditions/package.json': manifest({
    exports: {
      '.': { browser: './browser.js', 'module-sync': './sync.js', default: './d.js' }, './node': { node: './node.js', default: './d.js' },
      './nested': { node: { import: './i.mjs', require: './r.js' }, default: './d.js' }, './fall': { node: { deno: './x.js' }, default: './d.js' },
      './null': null, './array': ['bad-target', './d.js'], './array-bad': ['bad', 'worse'], './array-null': [null], './array-empty': [],
      './escape': './../../b.js', './nm': './node_modules/x.js', './bare': 'plain', './number': 5, './gone': './gone.js', './dir': './dir',
      './order': { default: './d.js', node: './node.js' }, './numeric': { 1: './d.js' }, './false': false, './enc': './d%2ejs', './encsep': './a%2fb.js',
      './trailing/': './', './noext': './d',
    },
  }),
  ...Object.fromEntries(['browser', 'sync', 'd', 'node', 'r'].map((name) => [`node_modules/conditions/${name}.js`, cjs])),
  'node_modules/conditions/i.mjs': esm, 'node_modules/conditions/dir/index.js': cjs,
  'node_modules/patterns/package.json': manifest({
    exports: {
      './*': './any/*.js', './features/*': './f/*.js', './features/*.js': './f/*.js', './features/private/*': null, './a*b': './ab/*.js',
      './two/*/*': './t/*.js', './double/*': './d/*/*.js', './exact': './any/exact.js', './deep/*/end': './deep/*.js',
    },
  }),
  'node_modules/patterns/any/one.js': cjs, 'node_modules/patterns/any/exact.js': cjs, 'node_modules/patterns/any/x/y.js': cjs,
  'node_modules/patterns/f/one.js': cjs, 'node_modules/patterns/f/private/p.js': cjs, 'node_modules/patterns/ab/1.js': cjs,
  'node_modules/patterns/d/e/e.js': cjs, 'node_modules/patterns/deep/m.js': cjs, 'node_modules/patterns/any/features.js': cjs,
  'node_modules/mixed/package.json': manifest({ exports: { '.': './m.js', import: './m.js' } }), 'node_modules/mixed/m.js': cjs,
  'node_modules/nullish/package.json': manifest({ exports: null, main: 'm.js' }), 'node_modules/nullish/m.js': cjs,
  'node_modules/empty/package.json': manifest({ exports: {} }), 'node_modules/empty/index.js': cjs,
  'node_modules/selfish/package.json': manifest({ name: 'selfish', exports: { '.': './m.js', './sub': './sub.js' }, imports: {
    '#in': './in.js', '#dep': 'plain', '#dep-sub': 'plain/sub.js', '#pat/*': './pat/*.js', '#gone': './gone.js', '#cond': { require: './r.js', import: './i.mjs' },
    '#up': '../plain/index.js', '#null': null, '#missing-dep': 'not-there', '#builtin': 'fs', '#dep-dual': 'dual' } }),
  ...Object.fromEntries(['m', 'sub', 'in', 'r', 'pat/one'].map((name) => [`node_modules/selfish/${name}.js`, cjs])),
  'node_modules/selfish/i.mjs': esm, 'node_modules/selfish/probe.mjs': '', 'node_modules/selfish/deep/file.js': cjs,
  'node_modules/outer/index.js': cjs, 'node_modules/outer/node_modules/inner/index.js': cjs, 'node_modules/outer/node_modules/plain/index.js': cjs,
  'node_modules/esmain/package.json': manifest({ type: 'module', main: './e.js' }), 'node_modules/esmain/e.js': esm,
  'node_modules/workspace': { link: '../packages/workspace' }, 'packages/workspace/package.json': manifest({ main: 'w' }), 'packages/workspace/w.js': cjs,
  'packages/workspace/node_modules/own/index.js': cjs,
  'node_modules/__proto__/index.js': cjs, 'node_modules/constructor/index.js': cjs,
  'node_modules/protoexports/package.json': '{"exports": {"./__proto__": "./p.js", "./constructor": "./p.js"}}', 'node_modules/protoexports/p.js': cjs,
};

const askers = ['', 'dir', 'node_modules/selfish', 'node_modules/selfish/deep', 'node_modules/outer', 'packages/workspace', 'typed'];
const specifiers = [
  './index.js', './index', './index.mjs', './data', './data.json', './a', './a.cjs', './b', './c', './c.mjs', './noext', './page.txt', './page', '.', './', '..', '../', './dir', './dir/', './dir/.', './dir/..',
  './dir.js', './dir/x', '../dir', '../b', './json-dir', './sp ace.js', './sp%20ace.js', './per%cent.js', './per%25cent.js', './q?mark.js', './q%3Fmark.js', './b.js?x=1', './b.js#f', './dir\\x.js', './%2e/b.js', './dir%2fx.js', './dir%5cx.js', './b.js/', './dir//x.js',
  './main-dir', './main-file', './main-gone', './main-lost', './main-wrong', './empty-dir', './typed/e.js', './typed/e', './typed/c.cjs', './bad', './bad/x.cjs', './linked', './linked.js', './linked-dir', './linked-dir/x.js', './loop-a', './absent', './absent/',
  'plain', 'plain/', 'plain/sub', 'plain/sub.js', 'plain/lib', 'plain/lib/', 'plain/../single.js', 'single', 'single.js', 'mained', 'mained/lib/other', 'mained/lib/other.js', '@s/p', '@s/p/q', '@s/p/q.js', '@s', '@s/', '@absent/x',
  'nothing', 'broken', 'broken/index.js', 'absent', 'absent/sub', '', 'fs', 'node:fs', 'node:nope', 'node:test', 'test', 'fs/promises', 'node:fs/nope', 'assert/strict', 'assert/',
  'sugar', 'sugar/t.js', 'sugar/package.json', 'dual', 'dual/package.json', 'dual/i.mjs',
  'conditions', ...['node', 'nested', 'fall', 'null', 'array', 'array-bad', 'array-null', 'array-empty', 'escape', 'nm', 'bare', 'number', 'gone', 'dir', 'order', 'numeric', 'false', 'enc', 'encsep', 'trailing/d.js', 'noext', 'absent', ''].map((name) => `conditions/${name}`),
  ...['one', 'exact', 'x/y', 'features/one', 'features/one.js', 'features/private/p', 'a1b', 'ab', 'two/a/b', 'double/e', 'deep/m/end', 'features', '../selfish/m', 'x/../one', 'one/', '%2e%2e/x', 'node_modules/x'].map((name) => `patterns/${name}`),
  'mixed', 'nullish', 'empty', 'empty/index.js', 'selfish', 'selfish/sub', 'selfish/in', '#in', '#dep', '#dep-sub', '#pat/one', '#pat/', '#gone', '#cond', '#up', '#null', '#missing-dep', '#builtin', '#dep-dual', '#absent', '#', '#/x',
  'outer', 'inner', 'esmain', 'workspace', 'own', '__proto__', 'constructor', 'toString', 'protoexports/__proto__', 'protoexports/constructor', 'protoexports/toString',
  'a\\b', '%61', '.hidden', '..x', 'https://example.org/x.js', 'bogus:x', '/absent', '//absent', './nul\0.js', 'nul\0',
];

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bailey-resolve-')));
after(() => rmSync(folder, { recursive: true, force: true }));
// Two levels down, so that what a specifier finds outside is nobody else's file.
const base = join(folder, 'outside', 'program');
for (const [path, content] of Object.entries(tree)) {
  const full = join(base, path);
  mkdirSync(dirname(full), { recursive: true });
  if (typeof content === 'string') writeFileSync(full, content);
  else symlinkSync(content.link, full);
}
const probe = 'export default (specifier) => import(specifier)';
for (const asker of askers) writeFileSync(join(base, asker, 'zz-probe.mjs'), probe);

const host = memoryHost({ ...tree, ...Object.fromEntries(askers.map((asker) => [join(asker, 'zz-probe.mjs'), probe])) });
const compiler = createCompiler(host, plainRewrite);
compiler.graph('{"entry":"/app/index.js"}');

const guest = (text: string) => text.replaceAll(pathToFileURL(base).href, 'file:///app').replaceAll(base, '/app');
const firstLine = (text: string) => text.split('\n')[0]!;

function ours(asker: string, specifier: string, kind: 'require' | 'import'): string {
  const from = join('/app', asker, 'zz-probe.mjs');
  const { link } = JSON.parse(compiler.resolve(JSON.stringify({ from, specifier, kind })));
  if ('module' in link) return kind === 'import' ? link.module.replace(/[?#].*$/, '') : link.module;
  if ('builtin' in link) return `builtin ${link.builtin}`;
  return 'denied' in link ? `denied ${link.denied}` : `${link.code} ${firstLine(link.missing)}`;
}

function failed(error: NodeJS.ErrnoException): string {
  // What a loaded file itself throws, or Node's own fault on NUL, tells nothing about where a specifier leads.
  return `${error.code} ${guest(firstLine(error.message))}`;
}

function required(asker: string, specifier: string): string {
  try {
    const found = createRequire(join(base, asker, 'zz-probe.mjs')).resolve(specifier);
    return found.startsWith('/') ? guest(found) : `builtin ${found.replace(/^node:/, '')}`;
  } catch (error) {
    return failed(error as NodeJS.ErrnoException);
  }
}

async function imported(asker: string, specifier: string): Promise<string> {
  const { default: load } = await import(pathToFileURL(join(base, asker, 'zz-probe.mjs')).href);
  try {
    const namespace = await load(specifier);
    return typeof namespace.default === 'string' ? guest(namespace.default.replace(/[?#].*$/, '')) : `builtin ${specifier.replace(/^node:/, '')}`;
  } catch (error) {
    return failed(error as NodeJS.ErrnoException);
  }
}

/** Answers that differ from Node on purpose, by specifier and kind, with the reason. */
const onPurpose: Record<string, string> = {
  'require ': "require('') itself throws ERR_INVALID_ARG_VALUE; only require.resolve('') gets as far as a search",
  'require node:nope': 'require itself throws ERR_UNKNOWN_BUILTIN_MODULE; only require.resolve says otherwise',
  'require node:fs/nope': 'as above',
  'require broken': "Node 20's text for broken JSON has no code; Node 22's has the one we use",
  'require broken/index.js': 'as above', 'require ./bad': 'as above',
  'import ./per%cent.js': 'Node throws a URIError without code; we name the specifier',
  'import ./data.json': 'an import without attributes is the linker\'s to refuse; the place is the same', 'import dual/package.json': 'as above',
  'import ..': 'from the root it leaves the program, which ends at /app here', 'import ../': 'as above', 'import ../dir': 'as above', 'import ../b': 'as above',
  'import ': 'Node looks for node_modules//index.js; we refuse the empty name', 'import @s/': 'the same accident of Node with an empty name',
  'import ./nul\0.js': 'NUL names no file; we say so', 'import nul\0': 'as above',
  'import ./dir//x.js': 'leads to the same file; the message shows the path without the double slash',
  'import #builtin': 'both give the builtin; the probe cannot show its name',
  'require #builtin': 'Node 20 fails with an accident of its own (ERR_INVALID_URL_SCHEME) where its documentation allows builtins',
};

for (const kind of ['require', 'import'] as const) {
  test(`Every ${kind} leads where Node ${process.version} says it leads, or fails with its code and message`, async () => {
    const differences: string[] = [];
    for (const asker of askers) {
      for (const specifier of specifiers) {
        if (onPurpose[`${kind} ${specifier}`]) continue;
        const node = kind === 'require' ? required(asker, specifier) : await imported(asker, specifier);
        const own = ours(asker, specifier, kind);
        if (own !== node) differences.push(`${kind} ${JSON.stringify(specifier)} from /${asker}\n   node  ${node}\n   ours  ${own}`);
      }
    }
    assert.equal(differences.join('\n'), '', `${differences.length} differences`);
  });
}
