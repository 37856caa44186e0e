/** The `node:` modules: shared ones once per realm, those with powers once per importing package. */
import { attenuate } from './attenuate.js';
import type { Compartment } from './compartment.js';
import type { BuiltinEntry, Host } from './host.js';
import { shallowCopy } from './linker/exports.js';
import { notFound } from './linker/module-error.js';
import { repairedValue } from './override.js';
import type { Grants, PathTree } from './policy.js';
import { apply, bare, defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isObject, ownKeys, parseJson } from './primordials.js';

export interface BuiltinParts {
  readonly host: Host;
  readonly overrideHarden: (root: unknown) => void;
  /** The compartment in which all node: modules run. */
  readonly compartment: () => Compartment;
  /** `bailey:host` as a package gets it; undefined where no host embeds this guest. */
  readonly hostModule?: (packageName: string) => object | undefined;
  readonly makePowers: (packageName: string, groups: readonly string[]) => object;
}

interface Instance { exports: unknown; usable: boolean }

const powersName = 'bailey:powers';
/** Every node: module may ask for it: two functions of their arguments alone. */
const codingName = 'bailey:coding';
export const hostModuleName = 'bailey:host';

export class Builtins {
  readonly index: Readonly<Record<string, BuiltinEntry>>;
  readonly #parts: BuiltinParts;
  readonly #shared = new Map<string, Instance>();
  readonly #powered = new Map<string, Instance>();
  readonly #views = new Map<string, unknown>();
  readonly #coding: object;

  constructor(parts: BuiltinParts) {
    this.#parts = parts;
    const { host } = parts;
    this.#coding = freeze({
      decode: freeze((encoding: Parameters<Host['decode']>[0], bytes: ArrayBuffer) => host.decode(encoding, bytes)),
      encode: freeze((encoding: Parameters<Host['encode']>[0], text: string) => host.encode(encoding, text)),
    });
    const text: unknown = host.inspect('node/index.json');
    this.index = bare(typeof text === 'string' && text !== '' ? parseJson(text) as Record<string, BuiltinEntry> : {});
  }

  /** Every global that node: modules provide: name -> module and export. */
  *globals(): Iterable<{ name: string; module: string; member: string }> {
    for (const module of Object.keys(this.index)) {
      const globals = bare(this.index[module]!.globals);
      for (const name of Object.keys(globals)) yield { name, module, member: globals[name]! };
    }
  }

  /** What a package gets for `require(name)`; what its policy grants of it. */
  exportsFor(name: string, packageName: string, grants: Grants): unknown {
    if (name !== hostModuleName && (name.startsWith('internal/') || !hasOwn(this.index, name))) throw notFound(`No such built-in module: node:${name}`, 'ERR_UNKNOWN_BUILTIN_MODULE');
    const key = `${packageName}\n${name}`;
    if (!this.#views.has(key)) {
      const whole = this.#whole(name, packageName);
      const tree: PathTree | undefined = grants.trusted ? { allowed: true, children: new Map() } : grants.builtin(name);
      this.#views.set(key, tree === undefined ? undefined : attenuate(whole, tree));
    }
    return this.#views.get(key);
  }

  /** Whether the whole module has a member that the package's view may lack. */
  hasMember(name: string, packageName: string, member: string): boolean {
    const whole = this.#whole(name, packageName);
    return isObject(whole) && hasOwn(whole, member);
  }

  /** The refusal of a member that the host withholds: asking for it throws. */
  withheld(name: string, packageName: string, member: string): unknown {
    if (name !== hostModuleName) return undefined;
    try {
      void (this.#whole(name, packageName) as Record<string, unknown>)[member];
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** The value of a global that a node: module provides. */
  global(module: string, member: string, packageName: string): unknown {
    const exports = this.#whole(module, packageName);
    return member === '*' ? exports : (exports as Record<string, unknown>)[member];
  }

  /** A package's own view of the whole module: a shared plain object is copied, so that patching it stays in the package. */
  #whole(name: string, packageName: string): unknown {
    const key = `${packageName}\n*${name}`;
    if (!this.#views.has(key)) {
      if (name === hostModuleName) {
        const made = this.#parts.hostModule?.(packageName);
        if (made === undefined) throw notFound('bailey:host is only there for guests that a .NET program starts', 'ERR_UNKNOWN_BUILTIN_MODULE');
        this.#views.set(key, made);
        return made;
      }
      const { exports } = this.#instance(name, packageName);
      this.#views.set(key, this.index[name]!.shared && isPlain(exports) ? unrepaired(shallowCopy(exports as object)) : exports);
    }
    return this.#views.get(key);
  }

  #instance(name: string, packageName: string): Instance {
    const entry = this.index[name];
    if (entry === undefined) throw notFound(`No such built-in module: node:${name}`, 'ERR_UNKNOWN_BUILTIN_MODULE');
    const instances = entry.shared ? this.#shared : this.#powered;
    const key = entry.shared ? name : `${packageName}\n${name}`;
    const known = instances.get(key);
    if (known?.usable === true) return known;
    // Not usable until its making began, and not again if it failed. Said by assignments: a call could fail where the stack has ended.
    const module = { exports: {} as unknown, usable: false };
    instances.set(key, module);
    const { host, compartment: of, makePowers, overrideHarden } = this.#parts;
    const compartment = of();
    const require = (specifier: string): unknown => {
      if (specifier === codingName) return this.#coding;
      if (specifier === powersName && !entry.shared) return makePowers(packageName, entry.powers ?? []);
      const wanted = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
      return this.#instance(wanted, packageName).exports;
    };
    const url = `node:${name}`;
    let done = false;
    try {
      module.usable = true;
      const body = compartment.instantiate(host.builtin(name), url, compartment.source(url));
      apply(body, module.exports, [module.exports, require, module, url, 'node:']);
      // A powered module belongs to one package; its own state may change, what it inherits from shared ones is hardened already.
      if (entry.shared) overrideHarden(module.exports);
      done = true;
    } finally {
      // A guest can have the stack end in here: nobody gets what is half made and not yet hardened.
      if (!done) module.usable = false;
    }
    return module;
  }
}

function isPlain(value: unknown): boolean {
  if (!isObject(value) || typeof value === 'function') return false;
  const prototype = getPrototypeOf(value) as object | null;
  return prototype === null || prototype === Object.prototype;
}

/** Turns repaired accessors back into the data properties they were: the copy is the package's own. */
function unrepaired(copy: object): object {
  for (const key of ownKeys(copy)) {
    const property = getOwnPropertyDescriptor(copy, key)!;
    const repaired = repairedValue(property.get);
    if (repaired !== undefined) defineProperty(copy, key, { value: repaired.value, writable: true, enumerable: property.enumerable === true, configurable: true });
  }
  return copy;
}
