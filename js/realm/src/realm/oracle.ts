/**
 * The reachability oracle: walks all that two packages can reach by syntax, globals, builtins and modules, and reports every object
 * that both reach and either could change.
 *
 * Source: "syntax-reachable intrinsics that are not on the list" are how lockdowns fail; so the list is made by the engine itself.
 * Stops (as a check): an engine whose new intrinsic lockdown does not know; a node: module that leaks state between packages.
 * Does not stop: state that only closures hold.
 */
import { snippets } from './oracle-snippets.js';
import type { Builtins } from './builtins.js';
import type { Compartment } from './compartment.js';
import type { Linker } from './linker/linker.js';
import { isNamespace } from './linker/namespace-object.js';
import { repairedValue } from './override.js';
import type { Policy } from './policy.js';
import { TypedArray, apply, getOwnPropertyDescriptor, getPrototypeOf, isFrozen, isObject, ownKeys, parseJson, stringifyJson } from './primordials.js';
import type { RewriteResult } from '../abi.js';

export interface Finding { readonly path: string; readonly reason: string }

/** What a walk found, and how far it came: a walk that saw little proves little. */
export interface OracleReport {
  readonly findings: readonly Finding[];
  /** Roots that could not be made, with the error. */
  readonly failed: readonly string[];
  /** Objects that the first package reaches. */
  readonly reached: number;
  /** Those of them that the second reaches too. */
  readonly shared: number;
}

/** The two packages of the oracle; a policy gives them everything. */
export const oraclePackages = ['$oracle-a$', '$oracle-b$'] as const;

/** Every object reached from the roots, with the path it was first reached by. */
export function reach(roots: Iterable<readonly [path: string, value: unknown]>): Map<object, string> {
  const reached = new Map<object, string>();
  const visit = (value: unknown, path: string): void => { if (isObject(value) && !reached.has(value)) reached.set(value, path); };
  for (const [path, value] of roots) visit(value, path);
  // A Map visits what is added while it is walked.
  for (const [value, path] of reached) {
    try {
      visit(getPrototypeOf(value), `${path}.[[Prototype]]`);
      for (const key of ownKeys(value)) {
        const property = getOwnPropertyDescriptor(value, key);
        if (property === undefined) continue;
        const name = typeof key === 'symbol' ? `${path}[${String(key)}]` : `${path}.${key}`;
        visit(property.value, name);
        visit(property.get, `${name}<get>`);
        visit(property.set, `${name}<set>`);
        if (property.get !== undefined) visit(made(property.get, value), name);
        visit(repairedValue(property.get)?.value, name);
      }
    } catch {
      // A proxy that refuses: it belongs to one side only, or the other walk reports it.
    }
  }
  return reached;
}

/** What an accessor gives. One that throws, such as a refusal or a check of its receiver, gives its error. */
function made(get: () => unknown, holder: object): unknown {
  try {
    return apply(get, holder, []);
  } catch (error) {
    return error;
  }
}

const getters = new Map<string, (() => unknown) | undefined>([
  ['Map', getOwnPropertyDescriptor(Map.prototype, 'size')?.get], ['Set', getOwnPropertyDescriptor(Set.prototype, 'size')?.get],
  ['ArrayBuffer', getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')?.get], ['DataView', getOwnPropertyDescriptor(DataView.prototype, 'byteLength')?.get],
  // `has` of a key that can not be one only checks the kind.
  ['Date', Date.prototype.getTime], ['WeakMap', WeakMap.prototype.has as () => unknown], ['WeakSet', WeakSet.prototype.has as () => unknown],
]);
const typedArrayLength = getOwnPropertyDescriptor(TypedArray.prototype, 'length')!.get!;

/** Why a shared object is a channel between those who share it; undefined if it is none. */
function mutability(value: object): string | undefined {
  for (const [kind, probe] of getters) {
    try {
      if (probe !== undefined) {
        apply(probe, value, []);
        return `a shared ${kind}`;
      }
    } catch {
      // Not of this kind.
    }
  }
  try {
    if (apply(typedArrayLength, value, []) === 0) return undefined;
    return 'a shared typed array';
  } catch {
    // Not a typed array.
  }
  return isFrozen(value) || isNamespace(value) ? undefined : 'not frozen';
}

/** Objects that both sides reach and that are mutable, and forbidden ones that either reaches. */
export function compare(a: Map<object, string>, b: Map<object, string>, forbidden: ReadonlyMap<object, string>): Finding[] {
  const findings: Finding[] = [];
  for (const [value, path] of a) {
    const denied = forbidden.get(value);
    if (denied !== undefined) findings.push({ path, reason: `reaches ${denied}` });
    if (!b.has(value)) continue;
    const reason = mutability(value);
    if (reason !== undefined) findings.push({ path, reason });
  }
  for (const [value, path] of b) {
    const denied = forbidden.get(value);
    if (denied !== undefined && !a.has(value)) findings.push({ path, reason: `reaches ${denied}` });
  }
  return findings;
}

export interface OracleParts {
  readonly linker: Linker;
  readonly builtins: Builtins;
  readonly policy: Policy;
  readonly rewrite: (json: string) => string;
  /** The host's functions and the engine's global: no package may reach them. */
  readonly forbidden: ReadonlyMap<object, string>;
}

/** An OracleReport as JSON. */
export function runOracle(parts: OracleParts): string {
  const failed: string[] = [];
  const [a, b] = oraclePackages.map((name) => reach(rootsOf(parts, name, failed)));
  let shared = 0;
  for (const value of a!.keys()) if (b!.has(value)) shared++;
  const report: OracleReport = { findings: compare(a!, b!, parts.forbidden), failed, reached: a!.size, shared };
  return stringifyJson(report);
}

/** What a package starts from: its global, the values of the snippets, its builtins, and what modules see. */
function* rootsOf(parts: OracleParts, packageName: string, failed: string[]): Iterable<readonly [string, unknown]> {
  const attempt = (path: string, run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      failed.push(`${path}: ${String(error)}`);
      return error;
    }
  };
  const compartment = parts.linker.compartment(packageName);
  yield ['globalThis', compartment.global];
  for (const name of ownKeys(compartment.global)) {
    // Made on first use: looked at as a guest would.
    const value = attempt(`globalThis.${String(name)}`, () => (compartment.global as Record<PropertyKey, unknown>)[name]);
    yield [`globalThis.${String(name)}`, value];
  }
  for (const [name, text] of snippets) yield [name, attempt(name, () => compartment.runScript(text, '/oracle/script.js', false))];
  for (const name of Object.keys(parts.builtins.index)) {
    if (name.startsWith('internal/')) continue;
    yield [`node:${name}`, attempt(`node:${name}`, () => parts.builtins.exportsFor(name, packageName, parts.policy(packageName)))];
  }
  yield ['modules', attempt('modules', () => moduleObjects(parts, compartment))];
}

/** Everything that only modules see: module, require, import.meta, namespaces, import(). */
function moduleObjects(parts: OracleParts, compartment: Compartment): unknown {
  const folder = `/oracle/${compartment.package}`;
  const texts = [
    ['a.mjs', 'module', 'export const meta = import.meta; export default class { m() {} } export function f() {} export let x = {}; export * as self from "./a.mjs";'],
    ['a.js', 'commonjs', 'module.exports = [module, require, arguments, this, require("./a.mjs"), import("./a.mjs"), require("./d.json"), require.main]; module.exports.own = exports;'],
  ] as const;
  const links = { './a.mjs': { module: `${folder}/a.mjs` }, './d.json': { module: `${folder}/d.json` } };
  for (const [name, format, text] of texts) {
    const key = `oracle-${name.replace('.', '-')}-${compartment.package.replace(/\W/g, '')}`;
    const result = parseJson(parts.rewrite(stringifyJson({ text, goal: format, key, constants: [] }))) as RewriteResult;
    if (!result.ok) throw new SyntaxError(result.error.message);
    parts.linker.table.add([{
      id: `${folder}/${name}`, package: compartment.package, format, code: result.code, functions: result.functions, original: text, key, links,
      ...(result.module !== undefined && { module: result.module }),
    }]);
  }
  parts.linker.table.add([{ id: `${folder}/d.json`, package: compartment.package, format: 'json', code: '', original: '{"a":[{}]}', links: {} }]);
  return parts.linker.require({ id: `${folder}/b.js`, package: compartment.package, module: parts.linker.table.get(`${folder}/a.js`)! }, './a.mjs', undefined)
    && parts.linker.commonJs.load(parts.linker.table.get(`${folder}/a.js`)!, undefined).exports;
}
