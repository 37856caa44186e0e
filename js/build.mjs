// Builds every JavaScript text that ships: three bundles and the `node:` modules, the latter rewritten at build time because the engine
// never parses a text the rewriter did not print. Deterministic: the same sources give the same bytes.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import esbuild from 'esbuild';
import { modules } from './node/modules.mjs';
import { bundleModules } from './node/bundle.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.env.BAILEY_JS_OUT ?? join(here, '..', 'artifacts', 'js'));

const bundles = {
  'rewriter.js': 'realm/src/rewrite/index.ts',
  'realm.js': 'realm/src/realm/index.ts',
  'compile.js': 'compile/src/index.ts',
};

// Bound as constants in the texts of `node:` modules: their compartment holds the pristine intrinsics and nothing reassigns them.
const constants = [
  'AggregateError', 'Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date', 'Error', 'EvalError',
  'Float32Array', 'Float64Array', 'Infinity', 'Int16Array', 'Int32Array', 'Int8Array', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object',
  'Promise', 'Proxy', 'RangeError', 'ReferenceError', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError',
  'URIError', 'Uint16Array', 'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakSet', 'decodeURI',
  'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'undefined',
];

// Names that the compartment has of its own, and those that ports only ask for with `typeof` or in parts that are not used.
const tolerated = new Set([
  'globalThis', 'Function', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer',
  'define', 'self', // module loaders of browsers
  '__magic__', 'window', 'URL', // of the formatter: replaced by its own build, `typeof`, and file URLs that it is never asked for
  'structuredClone', 'AbortController', // of web streams: `tee` of byte streams and `typeof`
]);

async function buildBundle(file, entry) {
  if (!existsSync(join(here, entry))) {
    console.log(`skipped ${file}: ${entry} is not there`);
    return undefined;
  }
  const result = await esbuild.build({
    entryPoints: [join(here, entry)], absWorkingDir: here, bundle: true, write: false, format: 'iife', target: 'es2024', minify: true,
    legalComments: 'none', charset: 'utf8', logLevel: 'warning',
    // The realm is an expression whose value is `boot`, and guests see the names of the intrinsics that it stands in for; the other two
    // define their function on the global.
    ...(file === 'realm.js' ? { globalName: '__realm', footer: { js: '__realm.boot;' }, keepNames: true } : {}),
  });
  await save(file, result.outputFiles[0].text);
  return result.outputFiles[0].text;
}

async function save(file, text) {
  const path = join(out, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** The rewriter as a function, run in a bare context as it will be in the worker. */
function loadRewriter(text) {
  const context = vm.createContext({});
  vm.runInContext(text, context, { filename: 'rewriter.js' });
  return (request) => JSON.parse(context.rewrite(JSON.stringify(request)));
}

const [rewriterText, , , texts] = await Promise.all([
  ...Object.entries(bundles).map(([file, entry]) => buildBundle(file, entry)),
  bundleModules(modules),
]);

const rewrite = rewriterText && loadRewriter(rewriterText);
const index = {};
let failed = false;
await Promise.all(Object.keys(modules).sort().map(async (name) => {
  const bundle = texts.get(name);
  if (!bundle) return;
  const file = `node/${name}.js`;
  const { shared, powers, globals } = modules[name];
  index[name] = { file, imports: bundle.imports, shared, powers, ...(globals && { globals }) };
  await save(`node-unrewritten/${name}.js`, bundle.text);
  if (!rewrite) return;
  const result = rewrite({ text: bundle.text, goal: 'commonjs', key: `node-${name.replace(/[^A-Za-z0-9]/g, '-')}`, constants });
  if (!result.ok) {
    failed = true;
    console.error(`node:${name}: ${result.error.type}: ${result.error.message} (${result.error.line}:${result.error.column})`);
    return;
  }
  const foreign = [...result.free, ...result.writes].filter((free) => !constants.includes(free) && !tolerated.has(free));
  if (foreign.length > 0) {
    failed = true;
    console.error(`node:${name}: reads names that the engine does not have: ${foreign.join(', ')}`);
  }
  await save(file, result.code);
}));
const sorted = Object.fromEntries(Object.keys(index).sort().map((name) => [name, index[name]]));
await save('node/index.json', `${JSON.stringify(sorted, null, 1)}\n`);
if (!rewrite) console.log('node modules were written unrewritten to node-unrewritten/ only: the rewriter is not there yet');
process.exitCode = failed ? 1 : 0;
