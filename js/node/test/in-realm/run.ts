// Builds everything as it ships and runs a program in the realm under the engine that ships.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';

const folder = [process.cwd(), join(process.cwd(), 'js')].find((each) => existsSync(join(each, 'node/modules.mjs')))!;
const shell = '/usr/bin/jsc';
export const unavailable = existsSync(shell) && existsSync(join(folder, 'realm/src/realm/index.ts')) ? false : 'needs the jsc shell and the realm';

export interface Outcome { output: string; errors: string; code: number | null; loaded: string[]; refusals: { package: string; subject: string }[] }
type Rewrite = (request: object) => { ok: boolean; code: string; functions: number[]; module?: unknown; error?: unknown };

const constants = ['Array', 'Boolean', 'Error', 'JSON', 'Map', 'Number', 'Object', 'Promise', 'Reflect', 'Set', 'String', 'Symbol', 'TypeError', 'Uint8Array', 'undefined'];
let built: { artifacts: string; rewrite: Rewrite; builtins: Record<string, unknown> } | undefined;

function build() {
  if (built) return built;
  const artifacts = mkdtempSync(join(tmpdir(), 'bailey-node-'));
  process.on('exit', () => rmSync(artifacts, { recursive: true, force: true }));
  execFileSync(process.execPath, [join(folder, 'build.mjs')], { env: { ...process.env, BAILEY_JS_OUT: artifacts }, stdio: ['ignore', 'ignore', 'inherit'] });
  const context = vm.createContext({});
  vm.runInContext(readFileSync(join(artifacts, 'rewriter.js'), 'utf8'), context);
  const rewrite: Rewrite = (request) => JSON.parse((context as any).rewrite(JSON.stringify(request)));
  built = { artifacts, rewrite, builtins: JSON.parse(readFileSync(join(artifacts, 'node/index.json'), 'utf8')) };
  return built;
}

/** `main` is /app/main.js; `packages` maps a package's name to its index.js. Every package may use every builtin. */
export function run(main: string, packages: Record<string, string> = {}): Outcome {
  const { artifacts, rewrite, builtins } = build();
  const files = [['/app/main.js', '$root$', main], ...Object.entries(packages).map(([name, text]) => [`/app/node_modules/${name}/index.js`, name, text])] as [string, string, string][];
  const modules = files.map(([id, name, text], i) => {
    const result = rewrite({ text, goal: 'commonjs', key: `m${i}`, constants });
    if (!result.ok) throw new Error(`${id}: ${JSON.stringify(result.error)}`);
    const links = Object.fromEntries([...text.matchAll(/require\('([^']+)'\)/g)].map(([, specifier]) => {
      const builtin = specifier!.replace(/^node:/, '');
      return [specifier, builtin in builtins ? { builtin } : { module: `/app/node_modules/${specifier}/index.js` }];
    }));
    return { id, package: name, format: 'commonjs', code: result.code, functions: result.functions, original: text, constants, links };
  });
  const names = Object.keys(builtins).filter((name) => !name.startsWith('internal/'));
  const policy = { resources: Object.fromEntries(Object.keys(packages).map((name) => [name, {
    builtin: Object.fromEntries(names.map((each) => [each, true])), packages: Object.fromEntries(Object.keys(packages).map((each) => [each, true])),
    globals: Object.fromEntries(['console', 'Buffer', 'URL', 'URLSearchParams', 'ReadableStream', 'Event', 'AbortController', 'TextEncoder', 'setTimeout'].map((each) => [each, true])),
  }])) };
  const script = join(artifacts, 'program.js');
  writeFileSync(script, `globalThis.inRealm = ${JSON.stringify({ artifacts, graph: { modules }, policy })};`);
  const text = execFileSync(shell, [script, join(folder, 'node/test/in-realm/driver.js')], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const line = text.split('\n').find((each) => each.startsWith('OUTCOME'));
  if (!line) throw new Error(text);
  return JSON.parse(line.slice('OUTCOME'.length));
}

export const moduleNames = () => Object.keys(build().builtins).filter((name) => !name.startsWith('internal/'));
