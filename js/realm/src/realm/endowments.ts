/** Which globals a package has besides the standard ones. */
import { attenuate } from './attenuate.js';
import type { Builtins } from './builtins.js';
import { type Grants, type PathTree, grantsAnything } from './policy.js';
import { quietGet } from './error-stack.js';
import { create, defineProperty, isObject } from './primordials.js';

/** Always the compartment's own, whatever a policy says. */
const selfReferences: ReadonlySet<string> = new Set(['window', 'self', 'global', 'globalThis', 'top', 'frames', 'parent', 'Function', 'eval']);

/** Globals that some package may assign: one value for all that may, and for the program itself. */
export class WrittenGlobals {
  readonly names: ReadonlySet<string>;
  readonly #values = new Map<string, unknown>();

  constructor(names: Iterable<string>) { this.names = new Set(names); }

  /** Undefined until somebody assigned. */
  get(name: string): { readonly value: unknown } | undefined {
    return this.#values.has(name) ? { value: this.#values.get(name) } : undefined;
  }

  set(name: string, value: unknown): void { this.#values.set(name, value); }
}

export interface EndowmentParts {
  readonly builtins: Builtins;
  readonly written: WrittenGlobals;
  /** Globals that are there even without node: modules; the latter win. */
  readonly fallback: (packageName: string) => Readonly<Record<string, () => unknown>>;
}

/** Every global there is for a package to be granted: name -> how to make it. */
function available(parts: EndowmentParts, packageName: string): Map<string, () => unknown> {
  const found = new Map<string, () => unknown>();
  const fallback = parts.fallback(packageName);
  for (const name of Object.keys(fallback)) found.set(name, fallback[name]!);
  for (const { name, module, member } of parts.builtins.globals()) found.set(name, () => parts.builtins.global(module, member, packageName));
  return found;
}

/**
 * Source: LavaMoat's policy (`globals`). Nothing listed: absent.
 * Stops: naming a global, or a member of one, that the policy does not grant.
 * Does not stop: a granted function from returning more.
 */
export function makeEndowments(parts: EndowmentParts, packageName: string, grants: Grants): Readonly<Record<PropertyKey, PropertyDescriptor>> {
  const made = create(null) as Record<string, PropertyDescriptor>;
  const all = available(parts, packageName);
  const everything: PathTree = { allowed: true, children: new Map() };
  const wanted = grants.trusted ? [...all.keys()].map((name) => [name, everything] as const) : [...grants.globals];
  for (const [name, tree] of wanted) {
    const make = all.get(name);
    if (make === undefined || selfReferences.has(name) || !grantsAnything(tree)) continue;
    made[name] = lazily(name, () => attenuate(make(), tree));
  }
  for (const name of grants.trusted ? parts.written.names : grants.written) {
    if (!selfReferences.has(name)) made[name] = shared(parts.written, name, all.get(name));
  }
  return made;
}

/** Whether the name is a global that some package could have. */
export function isAvailable(parts: EndowmentParts, packageName: string, name: string): boolean {
  return available(parts, packageName).has(name);
}

/**
 * The narrowest path that grants what a text reads, `process.env.HOME`: it ends where the value is no plain object any more.
 * Runs no getter.
 */
export function narrowestPath(parts: EndowmentParts, packageName: string, name: string, path: string): string {
  let value: unknown;
  try {
    value = available(parts, packageName).get(name)?.();
  } catch {
    return name;
  }
  let found = name;
  for (const member of path === '' ? [] : path.split('.')) {
    if (!isObject(value) || typeof value === 'function') break;
    found += `.${member}`;
    value = quietGet(value, member);
  }
  return found;
}

/** Made on first use: most packages touch few of the modules behind their globals. Assigning makes it the package's own. */
function lazily(name: string, make: () => unknown): PropertyDescriptor {
  let made = false;
  let value: unknown;
  const pair = {
    get() {
      if (!made) {
        value = make();
        made = true;
      }
      return value;
    },
    set(newValue: unknown) {
      value = newValue;
      made = true;
    },
  };
  for (const half of [pair.get, pair.set]) defineProperty(half, 'name', { value: name });
  return { get: pair.get, set: pair.set, enumerable: false, configurable: true };
}

function shared(written: WrittenGlobals, name: string, make: (() => unknown) | undefined): PropertyDescriptor {
  const initial = make === undefined ? undefined : lazily(name, make).get!;
  const pair = {
    get() { return (written.get(name) ?? { value: initial?.() }).value; },
    set(value: unknown) { written.set(name, value); },
  };
  return { get: pair.get, set: pair.set, enumerable: true, configurable: true };
}
