/** CommonJS: `require`, `module` and the cache behind them. */
import type { Compartment } from '../compartment.js';
import type { CompiledModule } from '../host.js';
import { apply, create, defineProperty, freeze, parseJson } from '../primordials.js';
import { rootName } from '../policy.js';
import { notFound } from './module-error.js';
import type { Linker } from './linker.js';
import type { Referrer } from './module-table.js';

/** The `module` object that a CommonJS module sees. */
export interface GuestModule {
  id: string;
  path: string;
  exports: unknown;
  filename: string;
  loaded: boolean;
  children: unknown[];
  paths: string[];
  parent: unknown;
  require: RequireFunction;
}

export interface RequireFunction {
  (specifier: unknown): unknown;
  resolve: (specifier: unknown) => string;
  main: unknown;
  cache: object;
  extensions: object;
}

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The node_modules folders above a path, as Node lists them in `module.paths`. */
function lookupPaths(directory: string): string[] {
  const paths: string[] = [];
  for (let at = directory; ; at = dirname(at)) {
    if (!at.endsWith('/node_modules')) paths.push(at === '/' ? '/node_modules' : `${at}/node_modules`);
    if (at === '/') return paths;
  }
}

function specifierText(specifier: unknown): string {
  if (typeof specifier !== 'string') {
    const error = new TypeError(`The "id" argument must be of type string. Received ${specifier === null ? 'null' : `type ${typeof specifier}`}`);
    defineProperty(error, 'code', { value: 'ERR_INVALID_ARG_TYPE', writable: true, enumerable: true, configurable: true });
    throw error;
  }
  if (specifier === '') throw notFound("Cannot find module ''");
  return specifier;
}

/** `module.children` is for show; a program may have done anything to it. */
function noteChild(parent: GuestModule, child: GuestModule): void {
  try {
    if (Array.isArray(parent.children)) defineProperty(parent.children, parent.children.length, { value: child, writable: true, enumerable: true, configurable: true });
  } catch {
    // Frozen, or a proxy that refuses.
  }
}

export class CommonJs {
  readonly #linker: Linker;
  /** `usable` is not so while a making that failed has not been tried again. */
  readonly #modules = new Map<string, { readonly module: GuestModule; usable: boolean }>();
  /** Parsed JSON, per file and importing package: an object is never shared between packages. */
  readonly #json = new Map<string, unknown>();
  readonly #caches = new Map<string, object>();
  #main: GuestModule | undefined;

  constructor(linker: Linker) { this.#linker = linker; }

  /** The instance of a module, run if this is its first use. Throws what the module throws; then it is forgotten, as in Node. */
  load(compiled: CompiledModule, parent: GuestModule | undefined, main = false): GuestModule {
    const known = this.#modules.get(compiled.id);
    if (known?.usable === true) return known.module;
    const compartment = this.#linker.compartment(compiled.package);
    const { id } = compiled;
    const directory = dirname(id);
    const module: GuestModule = {
      id: main ? '.' : id, path: directory, exports: {}, filename: id, loaded: false, children: [], paths: lookupPaths(directory),
      // Programs ask `!module.parent` to learn whether they are the main module.
      parent: main ? null : parent ?? freeze({ __proto__: null, id: '.', exports: freeze({}) }),
      require: undefined as unknown as RequireFunction,
    };
    if (main) this.#main = module;
    module.require = this.makeRequire({ id, package: compiled.package, module: compiled }, module);
    defineProperty(module, 'parent', { enumerable: false });
    defineProperty(module, 'require', { enumerable: false });
    const entry = { module, usable: false };
    this.#modules.set(id, entry);
    let done = false;
    try {
      entry.usable = true;
      const body = compartment.instantiate(compiled.code, id, this.#linker.source(compiled, compartment));
      apply(body, module.exports, [module.exports, module.require, module, id, directory]);
      this.#linker.exports.finished(compiled.package, { kind: 'commonjs', values: () => [module.exports] });
      done = true;
    } finally {
      // By assignment: a call could fail where the stack has ended, and others would get a module that is half made.
      if (!done) entry.usable = false;
    }
    module.loaded = true;
    if (parent !== undefined) noteChild(parent, module);
    return module;
  }

  json(compiled: CompiledModule, packageName: string): unknown {
    const key = `${packageName}\n${compiled.id}`;
    if (!this.#json.has(key)) {
      const text = compiled.original !== undefined && compiled.original !== '' ? compiled.original : compiled.code;
      try {
        this.#json.set(key, parseJson(text.startsWith('\uFEFF') ? text.slice(1) : text));
      } catch (error) {
        throw new SyntaxError(`${compiled.id}: ${(error as Error).message}`);
      }
    }
    return this.#json.get(key);
  }

  makeRequire(from: Referrer, module: GuestModule | undefined): RequireFunction {
    const linker = this.#linker;
    const require = { require: (specifier: unknown) => linker.require(from, specifierText(specifier), module) }.require as RequireFunction;
    const resolve = { resolve: (specifier: unknown) => linker.resolve(from, specifierText(specifier), 'require') }.resolve;
    defineProperty(resolve, 'paths', { value: () => lookupPaths(dirname(from.id)), writable: true, enumerable: true, configurable: true });
    require.resolve = resolve;
    require.main = this.#mainFor(from.package);
    let cache = this.#caches.get(from.package);
    // Programs delete entries of it to load a module anew; a module's instance stays one per realm all the same.
    if (cache === undefined) this.#caches.set(from.package, cache = create(null) as object);
    require.cache = cache;
    require.extensions = create(null) as object;
    return require;
  }

  /** The main module is the program's own: other packages see where it lies, not its exports. */
  #mainFor(packageName: string): unknown {
    const main = this.#main;
    if (main === undefined) return undefined;
    if (packageName === rootName) return main;
    return freeze({ __proto__: null, id: '.', filename: main.filename, path: main.path, paths: freeze([...main.paths]), loaded: true, children: freeze([]), exports: freeze({}) });
  }

  get main(): GuestModule | undefined { return this.#main; }
}

/** Who asks in a text that is no module: the path it was given, else the program's folder. */
export function textReferrer(compartment: Compartment, url: string): Referrer {
  return { id: url.startsWith('/') ? url : '/app/', package: compartment.package };
}
