import type { Cache } from '../cache';
import type { FileTree } from '../files/tree';
import type { Findings } from '../findings';
import type { CompileHost } from '../host';
import type { CanonicalNames } from '../packages/canonical';
import type { Manifests } from '../packages/manifest';
import { analyse, type Analysis } from '../analyse/module';
import { dirname, extname } from '../files/path';
import { failure, Unresolved } from '../resolve/failure';

/** UTF-16 units of one text. The largest real module seen has 12 million. */
const longestText = 16 << 20;

/** One text of the program, read and analysed. */
export interface Source {
  readonly path: string;
  readonly package: string;
  readonly format: 'commonjs' | 'module' | 'json';
  readonly text: string;
  /** SHA-256 of the text. */
  readonly hash: string;
  /** Absent for JSON. */
  readonly analysis: Analysis | undefined;
}

/** Reads each file once. */
export class Sources {
  readonly #known = new Map<string, Source | Unresolved>();

  constructor(
    private readonly host: CompileHost, private readonly files: FileTree, private readonly manifests: Manifests,
    private readonly names: CanonicalNames, private readonly cache: Cache, private readonly findings: Findings,
  ) {}

  /** The text at a real path; throws Unresolved if it cannot be a module. */
  at(path: string): Source {
    let source = this.#known.get(path);
    if (!source) {
      source = this.#load(path);
      this.#known.set(path, source);
    }
    if (source instanceof Unresolved) throw source;
    return source;
  }

  /** The canonical name of the package a real path belongs to. */
  packageOf(path: string): string { return this.names.of(path); }

  #load(path: string): Source | Unresolved {
    const packageName = this.names.of(path);
    const extension = extname(path);
    if (extension === '.node') return failure.nativeAddon(path, packageName);
    let goal: 'commonjs' | 'module' | 'detect' = extension === '.mjs' ? 'module' : 'commonjs';
    if (extension === '.js' || extension === '') {
      const scope = this.manifests.scopeOf(dirname(path));
      if (scope && 'broken' in scope) return failure.invalidConfig(`${scope.directory}/package.json`);
      goal = !scope || scope.type === 'none' ? 'detect' : scope.type;
    }
    const text = this.files.read(path);
    if (text === null) return new Unresolved('EACCES', `EACCES: permission denied, open '${path}'`);
    if (text.length > longestText) {
      this.findings.add(path, 'source.too-large', `The text has ${text.length} characters; at most ${longestText} are compiled.`, 'Split it, or leave it out.');
      return new Unresolved('ERR_BAILEY_REFUSED', `The text of ${path} is too large to compile`, { kind: 'unsupported', subject: `compiling ${path}` });
    }
    const hash = this.host.hash(text);
    if (extension === '.json') return { path, package: packageName, format: 'json', text, hash, analysis: undefined };
    const analysis = this.cache.through(['analysis', hash, goal], () => analyse(text, goal));
    return { path, package: packageName, format: analysis.format, text, hash, analysis };
  }
}
