// Builds the scripts that browsers load: for host pages (js/frame) and for containers. Deterministic, like build.mjs; a script of its
// own because src/Bailey.Web embeds these and none of the kernel's.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.env.BAILEY_JS_OUT ?? join(here, '..', 'artifacts', 'js'), 'page');

const bundles = {
  'frame.js': 'frame/src/element/index.ts', // <ses-frame>, for host pages
  'guest.js': 'frame/src/guest/index.ts', // the contained page's end, for pages of the declared grade
  'shell.js': 'shell/src/index.ts', // the only script of a page of the hardened grade
  'worker.js': 'shell/src/worker/index.ts', // the only script of that page's workers
  'sw.js': 'shell/src/service-worker.ts', // watches what that page asks for
  'canary.js': 'frame/src/canary/index.ts', // what a throw-away container tries
};

await mkdir(out, { recursive: true });
await Promise.all(Object.entries(bundles).map(async ([file, entry]) => {
  if (!existsSync(join(here, entry))) {
    console.log(`skipped ${file}: ${entry} is not there`);
    return;
  }
  const result = await esbuild.build({
    entryPoints: [join(here, entry)], absWorkingDir: here, bundle: true, write: false, format: 'iife', target: 'es2022', minify: true,
    legalComments: 'none', charset: 'utf8', logLevel: 'warning',
  });
  await writeFile(join(out, file), result.outputFiles[0].text);
}));
