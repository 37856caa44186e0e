/** The two engines a realm is tested in. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import type { BuildOptions, BuildResult } from 'esbuild';
import { drive, type Engine, type Outcome, type Program } from './driver.js';

const jscShell = '/usr/bin/jsc';

function findRoot(): string {
  for (let at = process.cwd(); ; at = dirname(at)) {
    for (const candidate of [at, join(at, 'js')]) if (existsSync(join(candidate, 'realm/src/realm/index.ts'))) return candidate;
    if (at === dirname(at)) throw new Error('run the tests inside the repository');
  }
}

const root = findRoot();
const { buildSync } = createRequire(join(root, 'package.json'))('esbuild') as { buildSync(options: BuildOptions): BuildResult };

function bundle(entry: string, extra: BuildOptions = {}): string {
  const result = buildSync({
    entryPoints: [join(root, entry)], absWorkingDir: root, bundle: true, write: false, format: 'iife', target: 'es2024', logLevel: 'warning', ...extra,
  });
  return result.outputFiles![0]!.text;
}

let bundles: { realm: string; rewriter: string } | undefined;

export function texts(): { realm: string; rewriter: string } {
  bundles ??= {
    realm: bundle('realm/src/realm/index.ts', { globalName: '__realm', footer: { js: '__realm.boot;' } }),
    rewriter: bundle('realm/src/rewrite/index.ts'),
  };
  return bundles;
}

let trusted: ((json: string) => string) | undefined;

export function rewrite(json: string): string {
  if (trusted === undefined) {
    const context = vm.createContext({});
    vm.runInContext(texts().rewriter, context);
    trusted = (request) => context['rewrite'](request) as string;
  }
  return trusted(json);
}

/** Runs in a fresh context of this process. */
export function runInNode(program: Program): Outcome {
  const context = vm.createContext(Object.create(null), { microtaskMode: 'afterEvaluate' });
  const engine: Engine = {
    boot: (host, options) => (vm.runInContext(texts().realm, context) as (host: unknown, options: unknown) => never)(host, options),
    evaluate: (text, url) => vm.runInContext(text, context, { filename: url }) as unknown,
    rewrite,
    drain: () => { vm.runInContext('0', context); },
    now: () => performance.now(),
  };
  return drive(program, engine);
}

export const hasJsc = existsSync(jscShell);

/** Runs in a jsc process of its own: the engine that counts. */
export function runInJsc(program: Program): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'realm-test-'));
  try {
    const paths = { program: join(folder, 'program.json'), realm: join(folder, 'realm.js'), rewriter: join(folder, 'rewriter.js'), main: join(folder, 'main.js') };
    writeFileSync(paths.program, JSON.stringify(program));
    writeFileSync(paths.realm, texts().realm);
    writeFileSync(paths.rewriter, texts().rewriter);
    const given = JSON.stringify([paths.program, paths.realm, paths.rewriter]);
    writeFileSync(paths.main, `globalThis.realmArguments=${given};\n${bundle('realm/test/realm/harness/jsc-main.ts')}`);
    const output = execFileSync(jscShell, [paths.main], { encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 26 });
    const line = output.split('\n').find((text) => text.startsWith('OUTCOME'));
    if (line === undefined) throw new Error(`jsc said: ${output.slice(0, 2000)}`);
    return JSON.parse(line.slice('OUTCOME'.length)) as Outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
