import type { FileTree } from '../files/tree';
import type { Manifest, Manifests } from '../packages/manifest';
import { dirname, extname, isInside, normalize, resolvePath } from '../files/path';
import { builtinName } from './builtins';
import type { Conditions } from './conditions';
import { failure } from './failure';
import type { Resolved } from './resolver';
import { resolveExports, resolveImports, type Target } from './targets';
import { resolveFileUrl, schemeOf } from './url';

/** What an ES module can be loaded from; any other extension is unknown to Node's ESM loader. */
const loadable = new Set(['.js', '.mjs', '.cjs', '.json', '.node', '']);
/** LOAD_AS_FILE of a legacy main, in order. */
const mainEndings = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];
const indexes = ['index.js', 'index.json', 'index.node'];

/** ESM_RESOLVE and what it calls: no extension search, no directories but a package's legacy main. */
export class ImportResolver {
  readonly #files: FileTree;
  readonly #manifests: Manifests;
  readonly #conditions: Conditions;

  constructor(files: FileTree, manifests: Manifests, conditions: Conditions) {
    this.#files = files;
    this.#manifests = manifests;
    this.#conditions = conditions;
  }

  resolve(specifier: string, from: string): Resolved {
    const directory = dirname(from);
    if (/^(?:\/|\.{1,2}(?:\/|$))/.test(specifier)) return this.#finish(resolveFileUrl(specifier, directory, from), from);
    if (specifier.startsWith('#')) {
      const scope = this.#manifests.scopeOf(directory);
      return this.#finishTarget(resolveImports(scope, specifier, this.#conditions.import, from), scope as Manifest, from, this.#conditions.import);
    }
    const scheme = schemeOf(specifier);
    if (scheme !== undefined) return this.#absolute(specifier, scheme, directory, from);
    const found = this.bare(specifier, directory, from, this.#conditions.import);
    return 'builtin' in found ? found : this.#finish(found, from);
  }

  /** PACKAGE_RESOLVE: the place is not checked yet. Searches upwards from `directory`; `from` is named in messages. */
  bare(specifier: string, directory: string, from: string, conditions: ReadonlySet<string>): Resolved {
    const builtin = builtinName(specifier);
    if (builtin !== undefined) return { builtin };
    const { name, subpath } = splitPackageName(specifier, from);
    const scope = this.#manifests.scopeOf(directory);
    if (scope && 'broken' in scope) throw failure.invalidConfig(`${scope.directory}/package.json`, from, scope.broken);
    if (scope?.exports && scope.name === name) {
      return this.#target(resolveExports(scope, subpath, conditions, from), scope, conditions);
    }
    for (let at = directory; isInside(at); at = dirname(at)) {
      const found = `${at}/node_modules/${name}`;
      if (!this.#files.isDirectory(found)) continue;
      const manifest = this.#manifests.at(found);
      if (manifest && 'broken' in manifest) throw failure.invalidConfig(`${manifest.directory}/package.json`, `"${specifier}" from ${from}`, manifest.broken);
      if (manifest?.exports) return this.#target(resolveExports(manifest, subpath, conditions, from), manifest, conditions);
      if (subpath === '.') return { path: this.#legacyMain(found, manifest, from), suffix: '' };
      return resolveFileUrl(subpath, found, from);
    }
    throw failure.packageNotFound(name, from);
  }

  #target(target: Target, manifest: Manifest, conditions: ReadonlySet<string>): Resolved {
    if ('file' in target) return { path: target.file, suffix: target.suffix };
    return this.bare(target.specifier, manifest.directory, `${manifest.directory}/package.json`, conditions);
  }

  #finishTarget(target: Target, manifest: Manifest, from: string, conditions: ReadonlySet<string>): Resolved {
    const found = this.#target(target, manifest, conditions);
    return 'builtin' in found ? found : this.#finish(found, from);
  }

  #finish(url: { path: string; suffix: string }, from: string): Resolved {
    const slash = url.path.length > 1 && url.path.endsWith('/');
    const path = normalize(url.path);
    const place = this.#files.place(path);
    if (place?.kind === 'directory' || slash) throw failure.directoryImport(slash ? `${path}/` : path, from);
    if (place?.kind !== 'file') throw failure.moduleNotFound(path, from);
    const extension = extname(place.real);
    if (!loadable.has(extension)) throw failure.unknownExtension(extension, place.real);
    return { path: place.real, suffix: url.suffix };
  }

  #absolute(specifier: string, scheme: string, directory: string, from: string): Resolved {
    const builtin = builtinName(specifier);
    if (builtin !== undefined) return { builtin };
    if (scheme === 'node:') throw failure.unknownBuiltin(specifier);
    if (scheme === 'data:') throw failure.dataUrl(from);
    if (scheme !== 'file:') throw failure.unsupportedScheme(scheme);
    const rest = specifier.slice(5).replaceAll('\\', '/');
    const local = /^\/\/(?:localhost)?(\/.*)$/is.exec(rest)?.[1] ?? (rest.startsWith('//') ? undefined : rest);
    if (local === undefined) throw failure.invalidSpecifier(specifier, 'must name a file of this machine', from);
    return this.#finish(resolveFileUrl(local, directory, from), from);
  }

  #legacyMain(directory: string, manifest: Manifest | null, from: string): string {
    const candidates = manifest?.main === undefined ? [] : mainEndings.map((ending) => resolvePath(directory, `${manifest.main}${ending}`));
    for (const candidate of [...candidates, ...indexes.map((name) => `${directory}/${name}`)]) {
      if (this.#files.isFile(candidate)) return candidate;
    }
    throw failure.packageNotFound(`${directory}/index.js`, from);
  }
}

/** A package name and './rest', or a refusal: names with a leading dot, an escape or a backslash are none. */
function splitPackageName(specifier: string, from: string): { name: string; subpath: string } {
  let slash = specifier.indexOf('/');
  let valid = specifier !== '';
  if (specifier.startsWith('@')) {
    if (slash === -1) valid = false;
    else slash = specifier.indexOf('/', slash + 1);
  }
  const name = slash === -1 ? specifier : specifier.slice(0, slash);
  if (!valid || /^\.|%|\\/.test(name) || name.includes('\0')) throw failure.invalidSpecifier(specifier, 'is not a valid package name', from);
  return { name, subpath: slash === -1 ? '.' : `.${specifier.slice(slash)}` };
}
