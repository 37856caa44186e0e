import type { Findings } from '../findings';
import type { Kind } from '../resolve/conditions';
import type { Resolver } from '../resolve/resolver';
import { Unresolved } from '../resolve/failure';
import type { Link } from './contract';
import type { Source, Sources } from './sources';

/** A module of the graph: a text at an id, with where its specifiers lead. */
export interface Unit {
  readonly id: string;
  readonly source: Source;
  /** What answers `require`, and `import` unless `importLinks` has the specifier. */
  readonly links: Map<string, Link>;
  readonly importLinks: Map<string, Link>;
  /** The module whose `require` loads this one first, for Node's require stacks. */
  readonly requiredBy: Unit | undefined;
  /** Packages whose modules its specifiers load. */
  readonly packages: Set<string>;
  /** Native addons that they would load, with their packages. */
  readonly nativeAddons: Map<string, string>;
}

interface Target {
  readonly link: Link;
  readonly path?: string;
  readonly suffix?: string;
  /** The package of the file, and the file if it is machine code, which is refused. */
  readonly package?: string;
  readonly native?: string;
}

/** Modules of one program. More ends the walk: it is a bomb, or a tree that needs a bundler. */
const mostUnits = 50_000;
/**
 * Lines of one require stack, and UTF-16 units of all of them together. Node has no bound; a chain of thousands in each of ten thousand
 * messages would be gigabytes. Beyond it a message names the asking module alone.
 */
const longestStack = 100;
const mostStackText = 4 << 20;

/** Walks the program in the order in which Node would load it. */
export class Units {
  readonly #units = new Map<string, Unit>();
  #stackText = 0;

  constructor(
    private readonly sources: Sources, private readonly resolver: Resolver, private readonly findings: Findings,
    private readonly progress: (count: number) => void,
    /** Whether `require.resolve` brings its module along: it is mostly loaded next, but asking where it is is no use of it. */
    private readonly followsLocated: boolean,
  ) {}

  get(id: string): Unit | undefined { return this.#units.get(id); }

  get all(): Iterable<Unit> { return this.#units.values(); }

  /** Where a specifier leads, from a file that need not be a module of the program. */
  link(specifier: string, from: string, asking: Unit | undefined, kind: Kind): Target {
    let path: string | undefined;
    try {
      const resolved = this.resolver.resolve(specifier, from, kind);
      if ('builtin' in resolved) return { link: { builtin: resolved.builtin } };
      path = resolved.path;
      const source = this.sources.at(path);
      return { link: { module: idOf(source, resolved.suffix) }, path, suffix: resolved.suffix, package: source.package };
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error;
      if (error.denial !== undefined) {
        return { link: { denied: error.message, ...error.denial }, ...(path?.endsWith('.node') && { native: path, package: this.sources.packageOf(path) }) };
      }
      const stack = error.listsRequirers ? `\nRequire stack:${this.#requireStack(from, asking)}` : '';
      return { link: { missing: error.message + stack, code: error.code } };
    }
  }

  /** Adds the module at a real path and everything it reaches statically. Returns the new ones, in loading order. */
  add(path: string, suffix: string, requiredBy: Unit | undefined): Unit[] {
    const added: Unit[] = [];
    const pending: { path: string; suffix: string; requiredBy: Unit | undefined }[] = [{ path, suffix, requiredBy }];
    while (pending.length > 0) {
      const next = pending.pop()!;
      const source = this.sources.at(next.path);
      const id = idOf(source, next.suffix);
      if (this.#units.has(id)) continue;
      if (this.#units.size >= mostUnits) {
        this.findings.add(id, 'graph.too-large', `The program has more than ${mostUnits} modules; the rest is left out.`, 'Bundle it, or start from a smaller entry.');
        break;
      }
      const unit: Unit = { id, source, links: new Map(), importLinks: new Map(), requiredBy: next.requiredBy, packages: new Set(), nativeAddons: new Map() };
      this.#units.set(id, unit);
      added.push(unit);
      if (added.length % 200 === 0) this.progress(this.#units.size);
      const children = this.#connect(unit);
      for (let index = children.length - 1; index >= 0; index--) pending.push(children[index]!);
    }
    return added;
  }

  #connect(unit: Unit): { path: string; suffix: string; requiredBy: Unit | undefined }[] {
    const children: { path: string; suffix: string; requiredBy: Unit | undefined }[] = [];
    const { analysis } = unit.source;
    if (!analysis) return children;
    for (const specifier of analysis.requires) {
      const target = this.link(specifier, unit.source.path, unit, 'require');
      unit.links.set(specifier, target.link);
      this.#uses(unit, target);
      if (target.path !== undefined) children.push({ path: target.path, suffix: '', requiredBy: unit });
    }
    for (const specifier of analysis.imports) {
      const target = this.link(specifier, unit.source.path, unit, 'import');
      const required = unit.links.get(specifier) ?? this.link(specifier, unit.source.path, unit, 'require').link;
      (sameLink(required, target.link) ? unit.links : unit.importLinks).set(specifier, target.link);
      this.#uses(unit, target);
      if (target.path !== undefined) children.push({ path: target.path, suffix: target.suffix ?? '', requiredBy: undefined });
    }
    for (const specifier of analysis.resolves) {
      if (unit.links.has(specifier)) continue;
      const target = this.link(specifier, unit.source.path, unit, 'require');
      unit.links.set(specifier, target.link);
      if (this.followsLocated && target.path !== undefined) children.push({ path: target.path, suffix: '', requiredBy: unit });
    }
    return children;
  }

  #requireStack(from: string, asking: Unit | undefined): string {
    if (!asking) return `\n- ${from}`;
    let lines = '';
    let count = 0;
    for (let unit: Unit | undefined = asking; unit && count < longestStack; unit = unit.requiredBy, count++) {
      lines += `\n- ${unit.id}`;
      if (this.#stackText + lines.length > mostStackText) break;
    }
    this.#stackText += lines.length;
    return lines;
  }

  #uses(unit: Unit, target: Target): void {
    if (target.package === undefined) return;
    if (target.native === undefined) unit.packages.add(target.package);
    else unit.nativeAddons.set(target.native, target.package);
  }
}

/** Two imports of one ES module with different queries are two modules; everything else is one per file. */
function idOf(source: Source, suffix: string): string {
  return source.format === 'module' ? source.path + suffix : source.path;
}

function sameLink(a: Link, b: Link): boolean {
  if ('module' in a) return 'module' in b && a.module === b.module;
  if ('builtin' in a) return 'builtin' in b && a.builtin === b.builtin;
  if ('denied' in a) return 'denied' in b && a.denied === b.denied;
  return 'missing' in b && a.missing === b.missing && a.code === b.code;
}
