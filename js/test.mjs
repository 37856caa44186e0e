// Runs the JavaScript tests: bundles every js/*/test/**/*.test.ts with esbuild into a temporary folder and hands the bundles
// to `node --test`. Arguments are filters: a test file runs if its path contains one of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const filters = process.argv.slice(2);

/** Every file below a folder. */
function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') yield* files(path);
    } else yield path;
  }
}

const tests = [...files(here)].filter((path) => path.endsWith('.test.ts'))
  .filter((path) => filters.length === 0 || filters.some((filter) => relative(here, path).includes(filter)))
  .sort();

if (tests.length === 0) {
  console.error(`No test file matches ${filters.join(' ')}`);
  process.exit(1);
}

// Outside the tree: a bundle is no source.
const folder = mkdtempSync(join(tmpdir(), 'bailey-js-test-'));
try {
  await build({
    entryPoints: tests, outdir: folder, outbase: here, bundle: true, platform: 'node', format: 'esm', target: 'es2024',
    outExtension: { '.js': '.mjs' }, sourcemap: 'inline', logLevel: 'warning',
    // Bundled CommonJS dependencies may ask for node: modules.
    banner: { js: "import { createRequire as bailey$require } from 'node:module';const require = bailey$require(import.meta.url);" },
  });
  const bundles = [...files(folder)].filter((path) => path.endsWith('.mjs')).sort();
  // Tests read files of the tree by its place, not by the bundle's.
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...bundles], { stdio: 'inherit', cwd: here });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
