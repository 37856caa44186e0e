import { Cache } from '../cache';
import { FileTree } from '../files/tree';
import { isInside, longestPath, normalize, root } from '../files/path';
import { Findings } from '../findings';
import type { CompileHost } from '../host';
import { CanonicalNames } from '../packages/canonical';
import { Manifests } from '../packages/manifest';
import { Conditions } from '../resolve/conditions';
import { Unresolved } from '../resolve/failure';
import { Resolver } from '../resolve/resolver';
import { constantsOf, standardConstants, writtenConstants } from './constants';
import type { Compiled, GraphAnswer, GraphRequest, Link, ResolveAnswer, ResolveRequest, Rewrite, Rewritten } from './contract';
import { exportNames } from './export-names';
import { Sources } from './sources';
import { Units, type Unit } from './units';

/** One program: its files as they were first seen, its modules, and the constants its packages were compiled with. */
export class Program {
  readonly findings = new Findings();
  readonly files: FileTree;
  readonly manifests: Manifests;
  readonly names: CanonicalNames;
  readonly resolver: Resolver;
  readonly sources: Sources;
  readonly units: Units;
  readonly cache: Cache;
  /** Fixed when a package gets its first module: its compartment's global is made from them. */
  readonly #constants = new Map<string, { readonly list: readonly string[]; readonly set: ReadonlySet<string>; readonly hash: string }>();

  constructor(private readonly host: CompileHost, private readonly rewrite: Rewrite, private readonly request: Omit<GraphRequest, 'entry'>, followsLocated = true) {
    this.cache = new Cache(host);
    this.files = new FileTree(host, this.findings);
    this.manifests = new Manifests(this.files, this.findings);
    this.names = new CanonicalNames(this.files, this.manifests, this.findings);
    this.resolver = new Resolver(this.files, this.manifests, new Conditions(request.conditions));
    this.sources = new Sources(host, this.files, this.manifests, this.names, this.cache, this.findings);
    this.units = new Units(this.sources, this.resolver, this.findings, (count) => host.progress?.(`${count} modules read`), followsLocated);
  }

  /** Adds the entry and all it reaches; undefined with a finding if there is no entry. */
  enter(entry: string): { entry: Unit; added: Unit[] } | undefined {
    const path = normalize(entry.startsWith('/') ? entry : `${root}/${entry}`);
    try {
      const found = this.resolver.entry(path);
      if (found === undefined) throw new Unresolved('MODULE_NOT_FOUND', `Cannot find module '${path}'`);
      const added = this.units.add(found, '', undefined);
      return { entry: added[0]!, added };
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error;
      this.findings.add(path, 'entry.missing', error.message, `Name a file inside ${root} as the entry.`);
      return undefined;
    }
  }

  graph(entry: string): GraphAnswer {
    const entered = this.enter(entry);
    if (!entered) return { graph: { modules: [] }, findings: this.findings.take() };
    const modules = this.#compile(entered.added);
    return { graph: { modules, entry: entered.entry.id }, findings: this.findings.take() };
  }

  /** A late specifier, by the same rules. */
  resolve(request: ResolveRequest): ResolveAnswer {
    const asking = this.units.get(request.from);
    const from = asking?.source.path ?? normalize(request.from.endsWith('/') ? `${request.from}-` : request.from);
    if (!isInside(from) || from.length > longestPath) return this.#late({ missing: `Cannot find module '${request.specifier}'`, code: 'MODULE_NOT_FOUND' }, []);
    const { link, path, suffix } = this.units.link(request.specifier, from, asking, request.kind);
    if (path === undefined) return this.#late(link, []);
    const added = this.units.add(path, suffix ?? '', request.kind === 'require' ? asking : undefined);
    return this.#late(link, this.#compile(added));
  }

  #late(link: Link, modules: Compiled[]): ResolveAnswer {
    return { link, modules, findings: this.findings.take() };
  }

  #compile(units: readonly Unit[]): Compiled[] {
    const fresh = new Map<string, Unit[]>();
    for (const unit of units) {
      const name = unit.source.package;
      const known = this.#constants.get(name);
      if (known) this.#warnOfWrites(unit, known.set);
      else {
        let group = fresh.get(name);
        if (!group) fresh.set(name, group = []);
        group.push(unit);
      }
    }
    for (const [name, group] of fresh) {
      const list = constantsOf(name, group, this.request.constants ?? standardConstants(), this.request.policy);
      this.#constants.set(name, { list, set: new Set(list), hash: this.host.hash(JSON.stringify(list)) });
    }
    return units.map((unit, index) => {
      if (index % 200 === 199) this.host.progress?.(`${index + 1} of ${units.length} modules compiled`);
      return this.#compileUnit(unit);
    });
  }

  #warnOfWrites(unit: Unit, constants: ReadonlySet<string>): void {
    const names = writtenConstants(unit, constants);
    if (names.length === 0) return;
    this.findings.add(unit.id, 'constant.written-late',
      `This module was loaded after its package ${unit.source.package} had started, and may assign ${names.slice(0, 5).join(', ')}, which the package's other modules hold constant.`,
      `Grant "write" for ${names.length === 1 ? 'it' : 'them'} in the policy of ${unit.source.package} if the assignment is meant for the global.`);
  }

  #compileUnit(unit: Unit): Compiled {
    const { source } = unit;
    const constants = this.#constants.get(source.package)!;
    const shared = { id: unit.id, package: source.package, format: source.format, constants: constants.list };
    if (source.format === 'json') {
      const text = source.text.charCodeAt(0) === 0xfeff ? source.text.slice(1) : source.text;
      return { ...shared, code: text, functions: [], original: '', links: {} };
    }
    const key = `${source.format === 'module' ? 'm' : 'c'}${source.hash.slice(0, 38)}`;
    const links = { links: record(unit.links), ...(unit.importLinks.size > 0 && { importLinks: record(unit.importLinks) }) };
    const ask = (text: string): Rewritten =>
      JSON.parse(this.rewrite(JSON.stringify({ text, goal: source.format, key, constants: constants.list }))) as Rewritten;
    const fault = source.analysis?.fault;
    const result: Rewritten = fault
      ? { ok: false, error: { type: 'SyntaxError', ...fault } }
      : this.cache.through(['rewrite', source.hash, source.format, constants.hash], () => ask(source.text));
    if (result.ok) {
      return {
        ...shared, ...links, key, code: result.code, functions: result.functions, original: source.text,
        ...(result.scopes && { scopes: result.scopes }), ...(result.module && { module: result.module }),
        ...(source.format === 'commonjs' && { cjsExports: exportNames(unit, (id) => this.units.get(id)) }),
      };
    }
    return { ...shared, ...links, key, ...this.#broken(unit, result.error, ask) };
  }

  /** A finding for a text that cannot run. */
  reportFault(unit: Unit, error: { readonly type?: string; readonly message: string; readonly line: number; readonly column: number }): void {
    const refused = error.type === 'Refused';
    this.findings.add(`${unit.source.path}:${error.line}:${error.column}`, refused ? 'source.refused' : 'source.syntax', error.message,
      refused ? 'Load a plainer form of this text.' : 'Guests run in strict mode: mend the syntax, or load a strict form of this text.');
  }

  /** A text that cannot run throws when it is loaded, as in Node; the rest of the graph stands. */
  #broken(unit: Unit, error: { readonly type: string; readonly message: string; readonly line: number; readonly column: number }, ask: (text: string) => Rewritten) {
    const where = `${unit.source.path}:${error.line}:${error.column}`;
    const message = `${where}: ${error.message}`;
    this.reportFault(unit, error);
    const thrower = ask(`throw new SyntaxError(${JSON.stringify(message)});`);
    if (!thrower.ok) throw new Error('the rewriter refuses a throw statement');
    return {
      code: thrower.code, functions: thrower.functions, original: '', ...(thrower.module && { module: thrower.module }), cjsExports: [],
      error: { type: 'SyntaxError' as const, message, line: error.line, column: error.column },
    };
  }
}

/** Specifiers are guest text: `__proto__` among them must be a key like any other. */
function record(links: ReadonlyMap<string, Link>): Record<string, Link> {
  const object = Object.create(null) as Record<string, Link>;
  for (const [specifier, link] of links) object[specifier] = link;
  return object;
}
