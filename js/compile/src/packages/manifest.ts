import type { FileTree } from '../files/tree';
import type { Findings } from '../findings';
import { dirname, isInside, root } from '../files/path';
import { TargetTable, type Json } from './targets';

/** Characters of a package.json that are read; more is refused unread. */
const longestManifest = 1 << 20;
/** Levels of nesting in a package.json. Real ones have fewer than ten. */
const deepestManifest = 64;

/** What Node reads from a package.json, types checked. */
export interface Manifest {
  /** Real path of its directory. */
  readonly directory: string;
  readonly name: string | undefined;
  readonly main: string | undefined;
  readonly type: 'module' | 'commonjs' | 'none';
  /** Undefined when the file has none (or null, which Node treats alike). */
  readonly exports: TargetTable | undefined;
  readonly imports: TargetTable | undefined;
  /** Keys of dependencies, optionalDependencies and peerDependencies. */
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** A package.json that cannot be used; whatever needs it is missing. */
export interface BrokenManifest { readonly directory: string; readonly broken: string }

/** Reads each package.json once and says what is wrong with it. */
export class Manifests {
  readonly #files: FileTree;
  readonly #findings: Findings;
  readonly #read = new Map<string, Manifest | BrokenManifest | null>();
  readonly #scopes = new Map<string, Manifest | BrokenManifest | null>();

  constructor(files: FileTree, findings: Findings) {
    this.#files = files;
    this.#findings = findings;
  }

  /** The package.json of a directory (any path to it), or null if it has none. */
  at(directory: string): Manifest | BrokenManifest | null {
    const place = this.#files.place(directory);
    if (place?.kind !== 'directory') return null;
    const known = this.#read.get(place.real);
    if (known !== undefined) return known;
    const manifest = this.#load(place.real);
    this.#read.set(place.real, manifest);
    return manifest;
  }

  /** The nearest package.json at or above a real directory, not above a `node_modules` and not above the root; or null. */
  scopeOf(directory: string): Manifest | BrokenManifest | null {
    const known = this.#scopes.get(directory);
    if (known !== undefined) return known;
    let scope: Manifest | BrokenManifest | null = null;
    if (isInside(directory) && !directory.endsWith('/node_modules')) {
      scope = this.at(directory) ?? (directory === root ? null : this.scopeOf(dirname(directory)));
    }
    this.#scopes.set(directory, scope);
    return scope;
  }

  #load(directory: string): Manifest | BrokenManifest | null {
    const path = `${directory}/package.json`;
    if (!this.#files.isFile(path)) return null;
    const text = this.#files.read(path);
    const broken = (code: string, message: string, fix: string): BrokenManifest => {
      this.#findings.add(path, code, message, fix);
      return { directory, broken: message };
    };
    if (text === null) return broken('package-json.unreadable', 'The file cannot be read.', 'Make it a readable UTF-8 file.');
    if (text.length > longestManifest) {
      return broken('package-json.too-large', `The file has ${text.length} characters; at most ${longestManifest} are read.`, 'Reinstall the package, or remove it.');
    }
    let value: Json;
    try {
      value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Json;
    } catch (error) {
      return broken('package-json.syntax', String((error as Error).message), 'Mend its JSON syntax, or reinstall the package.');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return broken('package-json.not-an-object', 'The file holds JSON that is not an object.', 'Mend it, or reinstall the package.');
    }
    if (isDeeper(value, deepestManifest)) {
      return broken('package-json.too-deep', `The file nests more than ${deepestManifest} levels deep.`, 'Reinstall the package, or remove it.');
    }
    return this.#interpret(directory, path, value);
  }

  #interpret(directory: string, path: string, value: { [key: string]: Json }): Manifest {
    const field = (name: string): Json | undefined => Object.hasOwn(value, name) ? value[name] : undefined;
    const wrong = (name: string, expected: string) => this.#findings.add(path, 'package-json.wrong-type',
      `The field "${name}" is not ${expected}; it is ignored.`, `Make "${name}" ${expected}, or remove it.`);
    const text = (name: string): string | undefined => {
      const found = field(name);
      if (typeof found === 'string') return found;
      if (found !== undefined && found !== null && found !== false) wrong(name, 'a string');
      return undefined;
    };
    const names = (name: string): string[] => {
      const found = field(name);
      if (found === undefined || found === null) return [];
      if (typeof found === 'object' && !Array.isArray(found)) return Object.keys(found);
      // An empty array is what some publishing tools write for "none".
      if (!(Array.isArray(found) && found.length === 0)) wrong(name, 'an object');
      return [];
    };
    const type = text('type');
    const imports = field('imports');
    if (imports !== undefined && imports !== null && (typeof imports !== 'object' || Array.isArray(imports))) wrong('imports', 'an object');
    const exports = field('exports');
    return {
      directory, name: text('name'), main: text('main'),
      type: type === 'module' || type === 'commonjs' ? type : 'none',
      exports: exports === undefined || exports === null ? undefined : TargetTable.ofExports(exports),
      imports: typeof imports === 'object' && imports !== null && !Array.isArray(imports) ? TargetTable.ofImports(imports) : undefined,
      dependencies: [...names('dependencies'), ...names('optionalDependencies'), ...names('peerDependencies')],
      devDependencies: names('devDependencies'),
    };
  }
}

/** Level by level, so that a hostile depth costs no stack. */
function isDeeper(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: Json[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      for (const child of Array.isArray(item) ? item : Object.values(item)) if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
  return false;
}
