import type { FileTree } from '../files/tree';
import type { Manifests } from '../packages/manifest';
import { dirname } from '../files/path';
import type { Conditions, Kind } from './conditions';
import { Unresolved } from './failure';
import { ImportResolver } from './import';
import { RequireResolver } from './require';

/** A specifier that leads somewhere: a builtin, or a file at its real path with the query that makes an ES module distinct. */
export type Resolved = { readonly builtin: string } | { readonly path: string; readonly suffix: string };

/** A longer specifier is refused unread: no file has such a name. */
const longestSpecifier = 4096;

/**
 * Node's two resolution algorithms over one view of the files. Answers are kept per directory, because only the directory of the asking
 * file matters to where a specifier leads (its path matters to the messages, which are made anew).
 */
export class Resolver {
  readonly #require: RequireResolver;
  readonly #import: ImportResolver;
  readonly #known = new Map<string, Resolved>();

  constructor(files: FileTree, manifests: Manifests, conditions: Conditions) {
    this.#import = new ImportResolver(files, manifests, conditions);
    this.#require = new RequireResolver(files, manifests, conditions, this.#import);
  }

  /** Throws Unresolved. `from` is the real path of the asking file; its directory need not exist. */
  resolve(specifier: string, from: string, kind: Kind): Resolved {
    if (specifier.length > longestSpecifier) {
      throw new Unresolved(kind === 'require' ? 'MODULE_NOT_FOUND' : 'ERR_MODULE_NOT_FOUND', `Cannot find module '${specifier.slice(0, 200)}…'`);
    }
    const key = `${kind} ${dirname(from)}\0${specifier}`;
    const known = this.#known.get(key);
    if (known) return known;
    const resolved = kind === 'require' ? this.#require.resolve(specifier, from) : this.#import.resolve(specifier, from);
    this.#known.set(key, resolved);
    return resolved;
  }

  /** The program's entry, as `node <path>` finds it: extensions and directories are searched. Undefined if there is none. */
  entry(path: string): string | undefined { return this.#require.file(path, path); }
}
