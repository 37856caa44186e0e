import type { FileTree } from '../files/tree';
import type { BrokenManifest, Manifest, Manifests } from '../packages/manifest';
import { dirname, isInside, normalize, resolvePath } from '../files/path';
import { builtinName } from './builtins';
import type { Conditions } from './conditions';
import { failure, Unresolved } from './failure';
import type { ImportResolver } from './import';
import type { Resolved } from './resolver';
import { resolveExports, resolveImports, type Target } from './targets';

/** The order of `require.extensions`; .cjs and .mjs are loaded when named and never searched for. */
const extensions = ['.js', '.json', '.node'];
/** A package name and the rest, as Node's CommonJS loader splits them. */
const packageRequest = /^((?:@[^/\\%]+\/)?[^./\\%][^/\\%]*)(\/.*)?$/;

/** `Module._resolveFilename` and what it calls. */
export class RequireResolver {
  readonly #files: FileTree;
  readonly #manifests: Manifests;
  readonly #conditions: Conditions;
  readonly #imports: ImportResolver;

  constructor(files: FileTree, manifests: Manifests, conditions: Conditions, imports: ImportResolver) {
    this.#files = files;
    this.#manifests = manifests;
    this.#conditions = conditions;
    this.#imports = imports;
  }

  resolve(request: string, from: string): Resolved {
    const builtin = builtinName(request);
    if (builtin !== undefined) return { builtin };
    if (request.startsWith('node:')) throw failure.unknownBuiltin(request);
    if (request === '') throw new Unresolved('ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
    const directory = dirname(from);
    if (request.startsWith('#')) {
      const scope = this.#manifests.scopeOf(directory);
      if (scope && 'broken' in scope) throw failure.invalidConfig(`${scope.directory}/package.json`, undefined, scope.broken);
      if (scope?.imports) return this.#finish(resolveImports(scope, request, this.#conditions.require, from), scope, request, from);
    }
    const self = this.#self(request, directory, from);
    if (self) return self;
    const path = this.#search(request, directory);
    if (path === undefined) throw new Unresolved('MODULE_NOT_FOUND', `Cannot find module '${request}'`, undefined, true);
    return { path, suffix: '' };
  }

  /** LOAD_AS_FILE and LOAD_AS_DIRECTORY for an absolute path; `request` tells whether a directory was meant. */
  file(path: string, request: string): string | undefined {
    const base = normalize(path);
    const place = this.#files.place(base);
    const directoryMeant = /(?:^|\/)\.{0,2}$/.test(request);
    if (!directoryMeant) {
      if (place?.kind === 'file') return place.real;
      const found = this.#withExtension(base);
      if (found !== undefined) return found;
    }
    return place?.kind === 'directory' ? this.#directory(base) : undefined;
  }

  #search(request: string, directory: string): string | undefined {
    if (request.startsWith('/')) return this.file(request, request);
    if (/^\.{1,2}(?:\/|$)/.test(request)) return this.file(resolvePath(directory, request), request);
    for (let at = directory; isInside(at); at = dirname(at)) {
      if (at.endsWith('/node_modules')) continue;
      const modules = `${at}/node_modules`;
      if (!this.#files.isDirectory(modules)) continue;
      const exported = this.#exported(modules, request);
      if (exported !== undefined) return exported;
      const found = this.file(`${modules}/${request}`, request);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #exported(modules: string, request: string): string | undefined {
    const parts = packageRequest.exec(request);
    if (!parts) return undefined;
    const manifest = this.#manifests.at(`${modules}/${parts[1]}`);
    if (!manifest) return undefined;
    if ('broken' in manifest) throw failure.invalidConfig(`${manifest.directory}/package.json`, undefined, manifest.broken);
    if (!manifest.exports) return undefined;
    const target = resolveExports(manifest, `.${parts[2] ?? ''}`, this.#conditions.require, undefined);
    return this.#targetFile(target);
  }

  /** A package that names itself in its own files. */
  #self(request: string, directory: string, from: string): Resolved | undefined {
    const scope = this.#manifests.scopeOf(directory);
    if (scope && 'broken' in scope) throw failure.invalidConfig(`${scope.directory}/package.json`, undefined, scope.broken);
    if (!scope?.exports || scope.name === undefined) return undefined;
    if (request !== scope.name && !request.startsWith(`${scope.name}/`)) return undefined;
    const target = resolveExports(scope, `.${request.slice(scope.name.length)}`, this.#conditions.require, from);
    return this.#finish(target, scope, request, from);
  }

  #finish(target: Target, manifest: Manifest, request: string, from: string): Resolved {
    if ('file' in target) return { path: this.#targetFile(target)!, suffix: '' };
    // A bare target of "imports" goes through the ESM algorithm, with the conditions of require.
    let found: Resolved;
    try {
      found = this.#imports.bare(target.specifier, manifest.directory, from, this.#conditions.require);
    } catch (error) {
      throw error instanceof Unresolved && error.code === 'ERR_MODULE_NOT_FOUND' ? notFound(request) : error;
    }
    if ('builtin' in found) return found;
    const place = this.#files.place(found.path);
    if (place?.kind !== 'file') throw notFound(found.path);
    return { path: place.real, suffix: '' };
  }

  #targetFile(target: Target): string | undefined {
    if (!('file' in target)) return undefined;
    const path = normalize(target.file);
    const place = this.#files.place(path);
    if (place?.kind !== 'file' || target.file.endsWith('/')) throw notFound(path);
    return place.real;
  }

  #withExtension(base: string): string | undefined {
    for (const extension of extensions) {
      const place = this.#files.place(base + extension);
      if (place?.kind === 'file') return place.real;
    }
    return undefined;
  }

  #directory(directory: string): string | undefined {
    const manifest: Manifest | BrokenManifest | null = this.#manifests.at(directory);
    if (manifest && 'broken' in manifest) throw failure.invalidConfig(`${manifest.directory}/package.json`, undefined, manifest.broken);
    const index = () => this.#withExtension(`${directory}/index`);
    if (!manifest?.main) return index();
    const main = resolvePath(directory, manifest.main);
    const place = this.#files.place(main);
    if (place?.kind === 'file') return place.real;
    const found = this.#withExtension(main) ?? this.#withExtension(`${main}/index`) ?? index();
    if (found !== undefined) return found;
    throw new Unresolved('MODULE_NOT_FOUND', `Cannot find module '${main}'. Please verify that the package.json has a valid "main" entry`);
  }
}

function notFound(request: string): Unresolved {
  return new Unresolved('MODULE_NOT_FOUND', `Cannot find module '${request}'`);
}
