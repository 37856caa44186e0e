/** Runs one program in one realm, the same way under node and under the jsc shell. No node: import: it is bundled for both. */
import type { GuestConfiguration, Host, Kernel } from '../../../src/realm/host.js';
import type { OracleReport } from '../../../src/realm/oracle.js';

/** What differs between engines. */
export interface Engine {
  boot(host: Host, options: object): Kernel;
  evaluate(text: string, url: string): unknown;
  rewrite(json: string): string;
  drain(): void;
  now(): number;
  onRejected?(callback: (promise: unknown, reason: unknown) => void): void;
}

export interface Program {
  /** Guest path -> text. `.mjs` is a module, `.json` JSON, everything else CommonJS. */
  readonly files: Readonly<Record<string, string>>;
  readonly entry?: string;
  readonly configuration?: Partial<GuestConfiguration>;
  /** Scripts for `kernel.evaluate` before the entry runs. */
  readonly scripts?: readonly { readonly package?: string; readonly text: string }[];
  /** Texts of node: modules and their rows in the index. */
  readonly builtins?: Readonly<Record<string, { text: string; shared: boolean; imports?: string[]; powers?: string[]; globals?: Record<string, string> }>>;
  /** Specifiers that the graph does not say and the host is asked for. */
  readonly late?: readonly string[];
  readonly constants?: readonly string[];
  readonly oracle?: boolean;
}

export interface Outcome {
  stdout: string;
  stderr: string;
  code: number | undefined;
  refusals: { package: string; kind: string; subject: string; grant: string }[];
  lateRequests: string[];
  findings: readonly string[];
  /** Completion values of the scripts as text, or `Name: message` of what they threw. */
  results: string[];
  oracle: OracleReport | undefined;
}

export const standardConstants = [
  'Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'Date', 'Error', 'Function', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError',
  'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'Uint8Array', 'WeakMap', 'parseInt', 'undefined',
];

function packageOf(path: string): string {
  const parts = path.split('/node_modules/').slice(1).map((rest) => rest.split('/').slice(0, rest.startsWith('@') ? 2 : 1).join('/'));
  return parts.length === 0 ? '$root$' : parts.join('>');
}

function resolve(program: Program, from: string, specifier: string): object {
  const name = specifier.replace(/^node:/, '');
  if (program.builtins !== undefined && Object.hasOwn(program.builtins, name)) return { builtin: name };
  const candidates: string[] = [];
  if (specifier.startsWith('.')) {
    const parts = from.split('/').slice(0, -1);
    for (const part of specifier.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    candidates.push(parts.join('/'), `${parts.join('/')}.js`);
  } else {
    for (const file of ['index.js', 'index.mjs']) candidates.push(`/app/node_modules/${specifier}/${file}`, `/app/node_modules/${specifier}`);
  }
  const found = candidates.find((path) => Object.hasOwn(program.files, path));
  return found === undefined ? { missing: `Cannot find module '${specifier}'`, code: 'MODULE_NOT_FOUND' } : { module: found };
}

export function compileProgram(program: Program, rewrite: (json: string) => string): { now: object[]; later: Map<string, object> } {
  const constants = program.constants ?? standardConstants;
  const later = new Map<string, object>();
  const now: object[] = [];
  const isLate = (specifier: string): boolean => program.late?.includes(specifier) === true;
  let key = 0;
  for (const path of Object.keys(program.files)) {
    const text = program.files[path]!;
    const base = { id: path, package: packageOf(path), original: text, constants };
    let module: object;
    if (path.endsWith('.json')) {
      module = { ...base, format: 'json', code: '' };
    } else {
      const goal = path.endsWith('.mjs') ? 'module' : 'commonjs';
      const result = JSON.parse(rewrite(JSON.stringify({ text, goal, key: `m${key++}`, constants })));
      if (!result.ok) throw new Error(`${path}: ${result.error.message} (${result.error.line}:${result.error.column})`);
      const specifiers = new Set<string>(goal === 'module' ? result.module.imports.map((entry: { specifier: string }) => entry.specifier) : []);
      for (const match of text.matchAll(/(?:require|require\.resolve|import|import\.meta\.resolve)\(\s*['"]([^'"]+)['"]/g)) specifiers.add(match[1]!);
      const links: Record<string, object> = {};
      for (const specifier of specifiers) if (!isLate(specifier)) links[specifier] = resolve(program, path, specifier);
      const cjsExports = goal === 'commonjs' ? [...text.matchAll(/exports\.(\w+)\s*=/g)].map((match) => match[1]) : undefined;
      module = { ...base, format: goal, code: result.code, functions: result.functions, scopes: result.scopes, module: result.module, links, cjsExports };
    }
    const asLate = program.late?.find((specifier) => (resolve(program, '/app/main.js', specifier) as { module?: string }).module === path);
    if (asLate === undefined) now.push(module);
    else later.set(path, module);
  }
  return { now, later };
}

export function drive(program: Program, engine: Engine): Outcome {
  const outcome: Outcome = { stdout: '', stderr: '', code: undefined, refusals: [], lateRequests: [], findings: [], results: [], oracle: undefined };
  const compiled = compileProgram(program, engine.rewrite);
  const timers = new Map<number, number>();
  let clock = 0;
  let kernel: Kernel | undefined;
  const started = 1_700_000_000_000;
  const pending: (() => void)[] = [];
  const index: Record<string, object> = {};
  for (const name of Object.keys(program.builtins ?? {})) {
    const { shared, imports = [], powers = [], globals } = program.builtins![name]!;
    index[name] = { file: `node/${name}.js`, imports, shared, powers, ...(globals && { globals }) };
  }
  const host: Host = {
    evaluate: engine.evaluate,
    rewrite: engine.rewrite,
    module: (json) => {
      const { from, specifier } = JSON.parse(json) as { from: string; specifier: string };
      outcome.lateRequests.push(specifier);
      const link = resolve(program, from, specifier) as { module?: string };
      const late = link.module === undefined ? undefined : compiled.later.get(link.module);
      return JSON.stringify({ link, modules: late === undefined ? [] : [late] });
    },
    call: (method, json) => {
      if (method === 'audit.refusal') outcome.refusals.push(JSON.parse(json));
      if (method === 'test.fail') return { json: '{"error":{"code":"ENOENT","errno":-2,"message":"ENOENT: no such file","syscall":"open","path":"/x"}}' };
      return { json: JSON.stringify({ method, args: JSON.parse(json) }) };
    },
    begin: (id, method, json) => {
      pending.push(() => kernel!.dispatch('done', id, method === 'test.fail' ? '{"error":{"code":"ENOENT","message":"gone"}}' : JSON.stringify({ method, args: JSON.parse(json) })));
    },
    write: (stream, text) => {
      if (stream === 1) outcome.stdout += text;
      else outcome.stderr += text;
    },
    writeBytes: () => { /* not looked at */ },
    timer: (id, milliseconds) => { timers.set(id, clock + milliseconds); },
    cancelTimer: (id) => { timers.delete(id); },
    random: (count) => new Uint8Array(count).fill(7).buffer,
    decode: (encoding, bytes) => Buffer.from(bytes).toString(encoding === 'utf8-strict' ? 'utf8' : encoding),
    encode: (encoding, text) => new Uint8Array(Buffer.from(text, encoding)).buffer,
    now: () => started + clock,
    monotonic: () => clock,
    builtin: (name) => {
      const result = JSON.parse(engine.rewrite(JSON.stringify({ text: program.builtins![name]!.text, goal: 'commonjs', key: `node-${name.replace('/', '-')}`, constants: standardConstants })));
      return result.code;
    },
    exit: (code) => { outcome.code ??= code; },
    inspect: (kind) => kind === 'node/index.json' && program.builtins !== undefined ? JSON.stringify(index) : '',
  };
  kernel = engine.boot(host, { oracle: program.oracle === true });
  outcome.findings = kernel.findings;
  kernel.configure(JSON.stringify({
    policy: { resources: {} }, argv: ['node', '/app/main.js'], cwd: '/app', env: {}, clock: 'real', random: 'real', dynamicCode: true, ...program.configuration,
  }));
  kernel.load(JSON.stringify({ modules: compiled.now }));
  engine.onRejected?.(kernel.rejected);
  for (const script of program.scripts ?? []) {
    try {
      outcome.results.push(String(kernel.evaluate(script.package ?? '$root$', script.text, '/app/script.js')));
    } catch (error) {
      outcome.results.push(`${(error as Error).name}: ${(error as Error).message}`);
    }
    engine.drain();
  }
  if (program.oracle === true) outcome.oracle = JSON.parse(kernel.oracle!());
  if (program.entry !== undefined) {
    kernel.run(program.entry);
    engine.drain();
    for (let turn = 0; outcome.code === undefined && turn < 10_000; turn++) {
      const call = pending.shift();
      if (call !== undefined) {
        call();
      } else {
        const next = [...timers].sort((a, b) => a[1] - b[1] || a[0] - b[0])[0];
        if (next === undefined) break;
        timers.delete(next[0]);
        clock = Math.max(clock, next[1]);
        kernel.dispatch('timer', next[0], '');
      }
      engine.drain();
    }
  }
  return outcome;
}
