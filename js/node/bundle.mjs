// Bundles each `node:` module into one CommonJS text. Other `node:` modules stay external, also where a port asks for one by its npm name.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { patch } from './patches.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'src');
const require = createRequire(import.meta.url);
const ports = /[\\/]node_modules[\\/]/;
/** What the realm itself answers `require` with. */
const own = new Set(['bailey:powers', 'bailey:coding']);

/** What a port means by a bare name, where that is not the `node:` module of the same name. */
const substitutes = {
  'process': 'substitutes/process.cjs', // only nextTick, env and a few facts: a port has no powers
  'abort-controller': 'substitutes/abort-controller.cjs', // ours, so that signals of one realm are of one class
  'tr46': 'substitutes/tr46.cjs', // loads the Unicode tables only for hosts outside ASCII
  '@exodus/bytes/encoding.js': 'substitutes/empty.cjs', // legacy multi-byte encodings, which URL never uses here
  '@exodus/bytes/whatwg.js': 'substitutes/percent-encode.cjs', // the same function for UTF-8 only
  'call-bind/callBound': 'substitutes/call-bound.cjs', // without a general search for intrinsics, which misreads repaired accessors
  'object.assign/polyfill': 'substitutes/assign.cjs', // the language has it
  'object-is/polyfill': 'substitutes/is.cjs', // the language has it
  'qs': 'substitutes/qs.cjs', // Node's own `url` uses `querystring`
  'safe-buffer': 'substitutes/safe-buffer.cjs',
};

/** Resolves names: `port:x` is the npm package x itself, a `node:` module is external, everything else is as usual. */
function resolvePlugin(modules) {
  return {
    name: 'node-modules',
    setup(build) {
      build.onResolve({ filter: /^port:/ }, (args) => ({ path: require.resolve(args.path.slice(5)) }));
      build.onResolve({ filter: /^\.\.?\/(internal\/)?primordials$/ }, (args) => (
        args.importer.includes('@pkgjs') ? { path: join(source, 'substitutes/parseargs-primordials.cjs') } : undefined));
      build.onResolve({ filter: /internal\/util\/comparisons$/ }, () => ({ path: 'internal/comparisons', external: true }));
      build.onLoad({ filter: /node_modules.*\.c?js$/ }, async (args) => {
        const contents = patch(args.path, await readFile(args.path, 'utf8'), source);
        return contents === undefined ? undefined : { contents, loader: 'js' };
      });
      build.onResolve({ filter: /^[^./]/ }, (args) => {
        if (args.kind === 'entry-point') return undefined;
        if (own.has(args.path)) return { path: args.path, external: true };
        if (args.path === 'util/' || (args.path === 'util' && ports.test(args.importer))) return { path: 'internal/util', external: true };
        const name = args.path.replace(/^node:/, '').replace(/\/$/, '');
        const inPort = ports.test(args.importer);
        if (inPort && substitutes[name]) return { path: join(source, substitutes[name]) };
        if (modules[name]) return { path: name, external: true };
        return undefined;
      });
    },
  };
}

/** name -> { text, imports }, for every row that has a source. */
export async function bundleModules(modules) {
  const entries = [];
  for (const name of Object.keys(modules)) {
    const file = join(source, `${name}.js`);
    if (existsSync(file)) entries.push({ in: file, out: name });
    else console.log(`skipped node:${name}: no source yet`);
  }
  const result = await esbuild.build({
    entryPoints: entries, outdir: '/out', absWorkingDir: here, bundle: true, write: false, metafile: true, format: 'cjs', platform: 'neutral',
    mainFields: ['main', 'module'], target: 'es2024', minifyWhitespace: true, minifySyntax: true, legalComments: 'none', charset: 'utf8',
    logLevel: 'warning', keepNames: true, define: { 'process.env.NODE_ENV': '"production"' },
    inject: [join(source, 'substitutes/globals.js')],
    // A module's exports are the default export of its entry.
    footer: { js: 'module.exports=module.exports.default;' },
    plugins: [resolvePlugin(modules)],
  });
  const texts = new Map();
  for (const output of result.outputFiles) {
    const name = output.path.slice('/out/'.length, -'.js'.length);
    const found = new Set();
    for (const match of output.text.matchAll(/\brequire\("([^"]+)"\)/g)) if (!own.has(match[1])) found.add(match[1]);
    texts.set(name, { text: output.text, imports: [...found].sort() });
  }
  return texts;
}
