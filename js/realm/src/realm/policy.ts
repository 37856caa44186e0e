/** LavaMoat's policy as the linker asks it: what may this package name? */
import type { LavaMoatPolicy, PackagePolicy } from './host.js';
import { bare, hasOwn } from './primordials.js';

export const rootName = '$root$';

/** Allowed and banned paths beneath one name, as a tree. */
export interface PathTree {
  /** true: allowed; false: banned; absent: only a step on the way. */
  allowed?: boolean;
  readonly children: Map<string, PathTree>;
}

export interface Grants {
  /** The program itself where the policy does not confine it: may name everything there is. */
  readonly trusted: boolean;
  /** Top-level global name -> tree of its paths. */
  readonly globals: ReadonlyMap<string, PathTree>;
  /** Top-level names the package may assign, seen by every package that may. */
  readonly written: ReadonlySet<string>;
  /** The tree of one builtin's members, or undefined where nothing of it is granted. */
  builtin(name: string): PathTree | undefined;
  package(name: string): boolean;
}

export type Policy = (packageName: string) => Grants;

/** `trusted`: names that may name everything besides the root. */
export function makePolicy(policy: LavaMoatPolicy, trustedNames: readonly string[] = []): Policy {
  const resources = bare(policy.resources);
  const rootPolicy = policy.root?.usePolicy;
  const made = new Map<string, Grants>();
  return (packageName) => {
    let grants = made.get(packageName);
    if (grants === undefined) {
      const trusted = (packageName === rootName && rootPolicy === undefined) || trustedNames.includes(packageName);
      const name = packageName === rootName && rootPolicy !== undefined ? rootPolicy : packageName;
      grants = makeGrants(trusted, resources[name] ?? {});
      made.set(packageName, grants);
    }
    return grants;
  };
}

function makeGrants(trusted: boolean, policy: PackagePolicy): Grants {
  const packages = bare(policy.packages);
  const globals = new Map<string, PathTree>();
  const written = new Set<string>();
  for (const [path, value] of entries(policy.globals)) {
    const parts = pathParts(path);
    if (value === 'write' || value === 'redefine') {
      // LavaMoat: a deeper write becomes access to the whole top-level object.
      written.add(parts[0]!);
      addPath(globals, parts.slice(0, 1), true);
    } else {
      addPath(globals, parts, value !== false);
    }
  }
  const builtins = new Map<string, PathTree>();
  for (const [path, value] of entries(policy.builtin)) addPath(builtins, pathParts(path.startsWith('node:') ? path.slice(5) : path), value);
  return {
    trusted,
    globals,
    written,
    builtin: (name) => {
      const tree = builtins.get(name);
      return tree !== undefined && grantsAnything(tree) ? tree : undefined;
    },
    package: (name) => packages[name] === true,
  };
}

function entries<T>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(bare(record)).filter(([, value]) => value !== undefined);
}

function pathParts(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('__proto__')) throw new Error(`The policy names "__proto__" in "${path}"`);
  return parts;
}

function addPath(trees: Map<string, PathTree>, parts: readonly string[], allowed: boolean): void {
  let level = trees;
  let tree: PathTree | undefined;
  for (const part of parts) {
    tree = level.get(part);
    if (tree === undefined) {
      tree = { children: new Map() };
      level.set(part, tree);
    }
    level = tree.children;
  }
  tree!.allowed = allowed;
}

/** Whether anything at or beneath this tree is allowed. */
export function grantsAnything(tree: PathTree): boolean {
  if (tree.allowed === true) return true;
  for (const child of tree.children.values()) if (grantsAnything(child)) return true;
  return false;
}

/** The constants of a configuration record, checked once: policies come from files. */
export function isPolicy(value: unknown): value is LavaMoatPolicy {
  return typeof value === 'object' && value !== null && hasOwn(value, 'resources');
}
