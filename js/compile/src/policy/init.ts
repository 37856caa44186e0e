import { parseAs } from '../analyse/parse';
import { dirname, resolvePath, root } from '../files/path';
import type { FileTree } from '../files/tree';
import type { Program } from '../graph/program';
import type { Unit } from '../graph/units';
import type { Finding } from '../host';
import { rootName } from '../packages/canonical';
import { builtinName } from '../resolve/builtins';
import { inspect, type Inspection } from './inspect';
import { keepTopmost, note, topmost, type Use } from './paths';
import { stringifyPolicy } from './stringify';

export interface InitRequest { readonly entry: string; readonly conditions?: readonly string[] }

/** Lists are sorted and hold each item once; packages are canonical names, the root's included. */
export interface Needs {
  /** Environment variables by package; '*' where a text uses the environment as a whole. */
  readonly env: Readonly<Record<string, readonly string[]>>;
  /** Builtins that any text asks for, without `node:` and members. */
  readonly builtins: readonly string[];
  /** Builtins, with members, that the root asks for: LavaMoat's policy trusts the root and says nothing of it. */
  readonly rootBuiltins: readonly string[];
  /** Globals, with members, that the root uses. */
  readonly rootGlobals: readonly string[];
  /** Guest paths whose text is evident in calls that read or write files, relative ones seen from the program's root; and data in a package's own folder. */
  readonly readsFiles: readonly string[];
  readonly writesFiles: readonly string[];
  /** Packages with `eval`, `Function` or `vm`; and likewise below. */
  readonly dynamicCode: readonly string[];
  readonly clock: readonly string[];
  readonly random: readonly string[];
  readonly wasm: readonly string[];
  /** Packages by the network authority they name: a builtin or a global. */
  readonly network: Readonly<Record<string, readonly string[]>>;
  readonly children: readonly string[];
  readonly nativeAddons: readonly string[];
  /** Texts whose require or import() computes its specifier: what they load is found when they run. */
  readonly dynamicRequires: readonly { readonly path: string; readonly line: number }[];
}
export interface InitAnswer { /** Relative to the program's root; absent where there is none. */ readonly entry?: string; readonly policy: { resources: Record<string, object> }; readonly json: string; readonly needs: Needs; readonly findings: readonly Finding[] }

const networkBuiltins = new Set(['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises']);
const childBuiltins = new Set(['child_process', 'cluster', 'worker_threads']);

interface PackageUse {
  readonly globals: Map<string, Use>;
  readonly builtins: Set<string>;
  readonly packages: Set<string>;
  native: boolean;
}

/** The policy a program's text asks for: everything it names, allowed. Review is what makes it a policy. */
export function initPolicy(program: Program, request: InitRequest): InitAnswer {
  const entered = program.enter(request.entry);
  const units = entered?.added ?? [];
  const uses = new Map<string, PackageUse>();
  const useOf = (name: string): PackageUse => {
    let use = uses.get(name);
    if (!use) uses.set(name, use = { globals: new Map(), builtins: new Set(), packages: new Set(), native: false });
    return use;
  };
  const needs = new NeedsOfProgram();
  for (const unit of units) {
    const use = useOf(unit.source.package);
    for (const name of unit.packages) if (name !== unit.source.package) use.packages.add(name);
    for (const [path, name] of unit.nativeAddons) {
      useOf(name).native = true;
      needs.nativeAddons.add(name);
      program.findings.add(path, 'native.addon', `Package ${name} loads a native addon, which is refused.`, 'Use a package without machine code, or one with a WebAssembly or JavaScript fallback.');
    }
    if (unit.source.analysis?.fault) program.reportFault(unit, unit.source.analysis.fault);
    const inspection = inspectUnit(program, unit);
    if (!inspection) continue;
    addGlobals(use.globals, inspection.globals);
    for (const builtin of inspection.builtins) use.builtins.add(builtin);
    needs.add(program, unit, inspection);
  }
  const resources: Record<string, object> = Object.create(null) as Record<string, object>;
  for (const [name, use] of uses) {
    if (name === rootName) continue;
    const resource = resourceOf(use);
    if (resource) resources[name] = resource;
  }
  const policy = { resources };
  const entry = entered && { entry: entered.entry.source.path.slice(root.length + 1) };
  return { ...entry, policy, json: stringifyPolicy(policy), needs: needs.answer(uses.get(rootName)), findings: program.findings.take() };
}

function inspectUnit(program: Program, unit: Unit): Inspection | undefined {
  const { analysis, hash, format, text } = unit.source;
  if (!analysis || analysis.fault || format === 'json') return undefined;
  return program.cache.through(['inspection', hash, format], () => {
    const parsed = parseAs(text, format);
    try {
      return parsed.ok ? inspect(parsed.tree, format) : null;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }) ?? undefined;
}

/** Writes below a global become the whole global, readable: LavaMoat's runtime writes only at the top (its issue 1554). */
function addGlobals(globals: Map<string, Use>, found: Inspection['globals']): void {
  for (const [path, use] of found) {
    if (use === 'write' && path.includes('.')) globals.set(path.slice(0, path.indexOf('.')), 'read');
  }
  for (const [path, use] of found) note(globals, path, use);
  keepTopmost(globals);
}

/** A package that asks for nothing has no entry; `native` alone makes none, as in LavaMoat. */
function resourceOf(use: PackageUse): object | undefined {
  const allow = (names: Iterable<string>) => Object.assign(Object.create(null), Object.fromEntries([...names].map((name) => [name, true]))) as object;
  const resource: Record<string, unknown> = {};
  if (use.packages.size > 0) resource.packages = allow(use.packages);
  if (use.globals.size > 0) resource.globals = Object.fromEntries([...use.globals].map(([path, kind]) => [path, kind === 'write' ? 'write' : true]));
  if (use.builtins.size > 0) resource.builtin = allow(topmost(use.builtins));
  if (Object.keys(resource).length === 0) return undefined;
  if (use.native) resource.native = true;
  return resource;
}

/** Gathers hints over all texts. */
class NeedsOfProgram {
  readonly nativeAddons = new Set<string>();
  readonly #env = new Map<string, Set<string>>();
  readonly #network = new Map<string, Set<string>>();
  readonly #builtins = new Set<string>();
  readonly #lists = { dynamicCode: new Set<string>(), clock: new Set<string>(), random: new Set<string>(), wasm: new Set<string>(), children: new Set<string>() };
  readonly #reads = new Set<string>();
  readonly #writes = new Set<string>();
  readonly #dynamicRequires: { path: string; line: number }[] = [];

  add(program: Program, unit: Unit, { needs, builtins }: Inspection): void {
    const { package: name, path } = unit.source;
    collect(this.#env, name, needs.env);
    collect(this.#network, name, needs.network);
    for (const builtin of builtins) {
      const module = builtinName(builtin) ?? builtinName(builtin.slice(0, builtin.indexOf('.')));
      if (module === undefined) continue;
      this.#builtins.add(module);
      if (networkBuiltins.has(module)) collect(this.#network, name, [module]);
      if (childBuiltins.has(module)) this.#lists.children.add(name);
    }
    for (const flag of ['dynamicCode', 'clock', 'random', 'wasm'] as const) if (needs[flag]) this.#lists[flag].add(name);
    for (const read of needs.reads) this.#reads.add(guestPath(read, path));
    for (const write of needs.writes) this.#writes.add(guestPath(write, path));
    for (const data of needs.data) if (isOwnData(guestPath(data, path), path, program.files)) this.#reads.add(guestPath(data, path));
    // A package's patterns are about its caller's files; the program's own are about its own.
    if (name === rootName) for (const folder of needs.searched) if (program.files.isDirectory(`${root}/${folder}`)) this.#reads.add(`${root}/${folder}`);
    for (const line of unit.source.analysis!.computed) this.#dynamicRequires.push({ path, line });
  }

  answer(rootUse: PackageUse | undefined): Needs {
    const { dynamicCode, clock, random, wasm, children } = this.#lists;
    const list = (set: Iterable<string>) => [...set].sort();
    const byPackage = (map: Map<string, Set<string>>) =>
      Object.assign(Object.create(null), Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, set]) => [name, list(set)]))) as Record<string, string[]>;
    return {
      env: byPackage(this.#env), builtins: list(this.#builtins), rootBuiltins: topmost(rootUse?.builtins ?? []), rootGlobals: list(rootUse?.globals.keys() ?? []),
      readsFiles: list(this.#reads), writesFiles: list(this.#writes), dynamicCode: list(dynamicCode), clock: list(clock), random: list(random), wasm: list(wasm),
      network: byPackage(this.#network), children: list(children), nativeAddons: list(this.nativeAddons), dynamicRequires: this.#dynamicRequires,
    };
  }
}

function collect(map: Map<string, Set<string>>, name: string, items: readonly string[]): void {
  if (items.length === 0) return;
  let set = map.get(name);
  if (!set) map.set(name, set = new Set());
  for (const item of items) set.add(item);
}

const guestPath = (written: string, file: string) =>
  written.startsWith('%') ? resolvePath(dirname(file), `.${written.slice(1).replace(/^([^/])/, '/$1')}`) : resolvePath(root, written);

/** Whether a package means a file or folder of its own by this path, and not a module, which it gets without a file grant. */
function isOwnData(path: string, file: string, files: FileTree): boolean {
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? root;
  const kind = files.place(path)?.kind;
  return (path === folder ? folder !== root : path.startsWith(`${folder}/`)) && (kind === 'directory' || (kind === 'file' && !/\.(?:[cm]?js|node)$/.test(path)));
}
