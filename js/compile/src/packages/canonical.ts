import type { FileTree } from '../files/tree';
import type { Findings } from '../findings';
import type { Manifests } from './manifest';
import { basename, dirname, isInside, root } from '../files/path';

/** The program itself, the one package that policy trusts. */
export const rootName = '$root$';

/**
 * LavaMoat's canonical names: a package is called by the shortest chain of dependency names that leads to its directory, joined by '>'.
 * Among chains of equal length the earlier one wins, part by part: the shorter name, then the alphabetically first.
 *
 * Source: LavaMoat, packages/aa, "canonical names". A package's own `name` field plays no part.
 * Stops: a package that calls itself like another one, or like `$root$`; names that contain the separator; directories that nobody
 * declared as a dependency, which get `external:<path>`, a name no policy has by accident.
 */
export class CanonicalNames {
  readonly #files: FileTree;
  readonly #findings: Findings;
  /** Real directory of a package to its name. */
  readonly #names = new Map<string, string>();
  /** Real directory of any file to the name of its package. */
  readonly #byDirectory = new Map<string, string>();

  constructor(files: FileTree, manifests: Manifests, findings: Findings) {
    this.#files = files;
    this.#findings = findings;
    this.#names.set(root, rootName);
    this.#walk(manifests);
  }

  /** The package of a file, by its real path. */
  of(file: string): string { return this.#directory(dirname(file)); }

  /** Breadth-first with every level in order, so that the first chain to reach a directory is its best. */
  #walk(manifests: Manifests): void {
    let level: { directory: string; chain: string }[] = [{ directory: root, chain: '' }];
    while (level.length > 0) {
      const next: { directory: string; chain: string }[] = [];
      for (const { directory, chain } of level) {
        const manifest = manifests.at(directory);
        if (!manifest || 'broken' in manifest) continue;
        const declared = new Set([...manifest.dependencies, ...(directory === root ? manifest.devDependencies : [])]);
        for (const name of [...declared].sort(shorterFirst)) {
          if (!isPackageName(name)) {
            this.#findings.add(`${directory}/package.json`, 'package-json.dependency-name', `The dependency name ${JSON.stringify(name.slice(0, 200))} is not a package name; it is ignored.`, 'Correct the name, or remove the dependency.');
            continue;
          }
          const found = this.#find(directory, name);
          if (found === undefined || this.#names.has(found)) continue;
          const canonical = chain === '' ? name : `${chain}>${name}`;
          this.#names.set(found, canonical);
          next.push({ directory: found, chain: canonical });
        }
      }
      level = next;
    }
  }

  /** The real directory that `name` means when `directory` asks. */
  #find(directory: string, name: string): string | undefined {
    for (let at = directory; isInside(at); at = dirname(at)) {
      if (at.endsWith('/node_modules')) continue;
      const found = this.#files.place(`${at}/node_modules/${name}`);
      if (found?.kind === 'directory' && this.#files.isFile(`${found.real}/package.json`)) return found.real;
    }
    return undefined;
  }

  #directory(directory: string): string {
    const known = this.#names.get(directory) ?? this.#byDirectory.get(directory);
    if (known !== undefined) return known;
    const name = this.#isPackageDirectory(directory) ? this.#undeclared(directory) : this.#directory(dirname(directory));
    this.#byDirectory.set(directory, name);
    return name;
  }

  /** Whether a directory is where a package would be installed: right under `node_modules`, or under a scope in it. */
  #isPackageDirectory(directory: string): boolean {
    if (!isInside(directory)) return true;
    if (basename(directory) === 'node_modules') return true;
    const parent = dirname(directory);
    if (basename(parent) === 'node_modules') return true;
    return basename(parent).startsWith('@') && basename(dirname(parent)) === 'node_modules';
  }

  #undeclared(directory: string): string {
    const relative = isInside(directory) ? directory.slice(root.length + 1) : directory;
    this.#findings.add(directory, 'package.undeclared', 'No package of the program has this directory as a dependency, or it has no package.json; nothing but its place names it.',
      `Add it to the dependencies of the package that uses it, or grant to "external:${relative}".`);
    return `external:${relative}`;
  }
}

function shorterFirst(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** One or two path segments that can be told apart from paths, separators and the names we make ourselves. */
function isPackageName(name: string): boolean {
  if (name.length > 214 || name === '__proto__' || name === rootName || name === 'node_modules') return false;
  return /^(?:@[^@./\\%>:\s\0-\x1f][^/\\%>:\s\0-\x1f]*\/)?[^@./\\%>:\s\0-\x1f][^/\\%>:\s\0-\x1f]*$/.test(name);
}
