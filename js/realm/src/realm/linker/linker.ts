/** Brings modules together: who may name what, which instance a name means, and the three ways to ask (require, import, import()). */
import type { SourceRecord } from '../../abi.js';
import { type Builtins, hostModuleName } from '../builtins.js';
import type { Compartment } from '../compartment.js';
import type { CompiledModule, Host, Link } from '../host.js';
import type { Policy } from '../policy.js';
import { create, freeze, getOwnPropertyDescriptor, isObject, ownKeys } from '../primordials.js';
import { codedError, grantPath, type Refuse } from '../refusal.js';
import { evaluate, evaluateNow } from './evaluate.js';
import { Exports, type ExportsMode } from './exports.js';
import { link } from './instantiate.js';
import { attributeMissing, attributeUnsupported, type ErrorKind, notFound, requireAsync, requireCycle } from './module-error.js';
import { type LinkKind, ModuleTable, type Referrer } from './module-table.js';
import { exportsOf, namespaceOf } from './namespace.js';
import { makeReads, namespaceValues } from './namespace-object.js';
import { type Record_, type SourceRecord_, makeSourceRecord, makeSyntheticRecord, requestKey, sourcesBeneath } from './record.js';
import { exportedNames } from './resolve.js';
import { CommonJs, dirname, type GuestModule } from './require.js';

export interface LinkerParts {
  readonly host: Host;
  readonly policy: Policy;
  readonly refuse: Refuse;
  readonly builtins: Builtins;
  readonly overrideHarden: (root: unknown) => void;
  readonly exportModes: Readonly<Record<string, ExportsMode>>;
  readonly makeCompartment: (packageName: string) => Compartment;
}

export class Linker {
  readonly table: ModuleTable;
  readonly commonJs: CommonJs;
  readonly exports: Exports;
  readonly #parts: LinkerParts;
  readonly #compartments = new Map<string, Compartment>();
  readonly #sources = new Map<string, SourceRecord_>();
  readonly #synthetic = new Map<string, Record_>();
  readonly #metas = new Map<string, object>();
  readonly #requireViews = new WeakMap<object, object>();
  readonly #builtinOf = new WeakMap<Record_, { name: string; package: string }>();

  constructor(parts: LinkerParts) {
    this.#parts = parts;
    this.table = new ModuleTable(parts.host);
    this.commonJs = new CommonJs(this);
    this.exports = new Exports({ policy: parts.policy, modes: parts.exportModes, overrideHarden: parts.overrideHarden });
  }

  compartment(packageName: string): Compartment {
    let compartment = this.#compartments.get(packageName);
    if (compartment === undefined) this.#compartments.set(packageName, compartment = this.#parts.makeCompartment(packageName));
    return compartment;
  }

  /** Follows a specifier, and refuses what the policy does not grant. */
  #follow(from: Referrer, specifier: string, kind: LinkKind): { module: CompiledModule } | { builtin: string } {
    const found: Link = this.table.link(from, specifier, kind);
    if ('missing' in found) throw notFound(found.missing, kind === 'import' && (found.code ?? 'MODULE_NOT_FOUND') === 'MODULE_NOT_FOUND' ? 'ERR_MODULE_NOT_FOUND' : found.code);
    if ('denied' in found) {
      this.#parts.refuse({ package: from.package, kind: found.kind, subject: found.subject, grant: 'no policy allows it' });
      throw codedError(Error, 'ERR_BAILEY_REFUSED', found.denied);
    }
    const grants = this.#parts.policy(from.package);
    if ('builtin' in found) {
      const builtin = found.builtin.startsWith('node:') ? found.builtin.slice(5) : found.builtin;
      if (!grants.trusted && grants.builtin(builtin) === undefined) {
        throw this.#parts.refuse({ package: from.package, kind: 'builtin', subject: builtin, grant: grantPath(from.package, 'builtin', builtin) });
      }
      return { builtin };
    }
    const module = this.table.get(found.module);
    if (module === undefined) throw notFound(`Cannot find module '${specifier}'`);
    if (module.package !== from.package && !grants.trusted && !grants.package(module.package)) {
      throw this.#parts.refuse({ package: from.package, kind: 'package', subject: module.package, grant: grantPath(from.package, 'packages', module.package) });
    }
    return { module };
  }

  resolve(from: Referrer, specifier: string, kind: LinkKind): string {
    const found = this.#follow(from, specifier, kind);
    return 'builtin' in found ? (specifier.startsWith('node:') ? specifier : found.builtin) : found.module.id;
  }

  require(from: Referrer, specifier: string, parent: GuestModule | undefined): unknown {
    const found = this.#follow(from, specifier, 'require');
    if ('builtin' in found) return this.#parts.builtins.exportsFor(found.builtin, from.package, this.#parts.policy(from.package));
    const { module } = found;
    if (module.format === 'json') return this.commonJs.json(module, from.package);
    if (module.format === 'commonjs') {
      const inPackage = module.package === from.package ? parent : undefined;
      return this.exports.seenBy(from.package, module.package, this.commonJs.load(module, inPackage).exports);
    }
    return this.#requireEsm(module, from.package);
  }

  /** Node 22: the namespace of a module that does not await; `__esModule` is added where there is a default export. */
  #requireEsm(module: CompiledModule, packageName: string): object {
    const record = this.#sourceRecord(module);
    if (record.status === 'evaluating') throw requireCycle(module.id);
    this.#load(record);
    if (awaitsBeneath(record)) throw requireAsync(module.id);
    this.#link(record);
    evaluateNow(record);
    this.#give(record, packageName);
    const namespace = namespaceOf(record);
    const names = exportedNames(record);
    if (!names.includes('default') || names.includes('__esModule')) return namespace;
    let view = this.#requireViews.get(namespace);
    if (view === undefined) this.#requireViews.set(namespace, view = makeReads([['__esModule', () => true], ...exportsOf(record)]));
    return view;
  }

  /** A promise of the namespace. Never throws. */
  import(from: Referrer, specifier: unknown, options: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let record: Record_;
      try {
        const text = `${specifier as string}`;
        record = this.#record(from, text, importAttributes(options), TypeError);
        this.#load(record);
      } catch (error) {
        reject(error);
        return;
      }
      this.evaluateModule(record).then(() => {
        this.#give(record, from.package);
        resolve(namespaceOf(record));
      }, reject);
    });
  }

  /** Links and evaluates in later jobs, as the specification has it for `import()`. */
  async evaluateModule(record: Record_): Promise<void> {
    await undefined;
    this.#link(record);
    // An async functor stands at its first yield only some jobs later; resumed earlier it would not start synchronously.
    await Promise.all(yieldsBeneath(record));
    await evaluate(record);
  }

  entry(module: CompiledModule): Record_ {
    const record = this.#recordOf(module, module.package, undefined);
    this.#load(record);
    return record;
  }

  #link(record: Record_): void {
    link(record, (source) => this.source(source.compiled, source.compartment), (target, name) => this.#refusedName(target, name));
  }

  #give(record: Record_, to: string): void {
    if (record.kind === 'source') this.exports.give(record.compiled.package, to);
  }

  #refusedName(target: Record_, name: string): Error | undefined {
    const builtin = this.#builtinOf.get(target);
    if (builtin === undefined || !this.#parts.builtins.hasMember(builtin.name, builtin.package, name)) return undefined;
    const withheld = this.#parts.builtins.withheld(builtin.name, builtin.package, name);
    if (withheld !== undefined) return withheld as Error;
    const subject = `${builtin.name}.${name}`;
    return this.#parts.refuse({ package: builtin.package, kind: 'builtin', subject, grant: grantPath(builtin.package, 'builtin', subject) });
  }

  /** Finds the records of all static imports beneath; a specifier that leads nowhere throws before anything is linked. */
  #load(root: Record_): void {
    const pending: Record_[] = [root];
    for (let record = pending.pop(); record !== undefined; record = pending.pop()) {
      if (record.kind === 'synthetic' || record.loaded) continue;
      const from: Referrer = { id: record.id, package: record.compiled.package, module: record.compiled };
      const byRequest = new Map<string, Record_>();
      const requested: Record_[] = [];
      for (const { specifier, attributes } of record.shape.imports) {
        const dependency = this.#record(from, specifier, attributes, SyntaxError);
        byRequest.set(requestKey(specifier, attributes), dependency);
        requested.push(dependency);
      }
      record.byRequest = byRequest;
      record.requested = requested;
      record.loaded = true;
      for (const dependency of requested) pending.push(dependency);
    }
  }

  /** `unknownKey`: what an attribute that no host knows is, an error of the text in a declaration and of the argument in `import()`. */
  #record(from: Referrer, specifier: string, attributes: Readonly<Record<string, string>> | undefined, unknownKey: ErrorKind): Record_ {
    const type = attributes?.['type'];
    if (attributes !== undefined) {
      for (const name of Object.keys(attributes)) {
        if (name !== 'type' || type !== 'json') throw attributeUnsupported(name, attributes[name]!, name === 'type' ? TypeError : unknownKey);
      }
    }
    const found = this.#follow(from, specifier, 'import');
    if ('builtin' in found) return this.#builtinRecord(found.builtin, from.package);
    return this.#recordOf(found.module, from.package, type);
  }

  #recordOf(module: CompiledModule, packageName: string, type: string | undefined): Record_ {
    if (module.format === 'json') {
      if (type !== 'json') throw attributeMissing(module.id);
      return this.#once(`json\n${packageName}\n${module.id}`, () => makeSyntheticRecord(module.id, ['default'], (values) => {
        values['default'] = this.commonJs.json(module, packageName);
      }));
    }
    if (type !== undefined) throw attributeUnsupported('type', type);
    return module.format === 'module' ? this.#sourceRecord(module) : this.#commonJsRecord(module, packageName);
  }

  #sourceRecord(module: CompiledModule): SourceRecord_ {
    let record = this.#sources.get(module.id);
    if (record === undefined) {
      if (module.error !== undefined) throw new SyntaxError(module.error.message);
      record = makeSourceRecord(module, module.module!, this.compartment(module.package));
      record.exchange = this.#exchange(record);
      this.#sources.set(module.id, record);
    }
    return record;
  }

  #commonJsRecord(module: CompiledModule, packageName: string): Record_ {
    const names = [...new Set(['default', ...(module.cjsExports ?? [])])];
    return this.#once(`commonjs\n${packageName}\n${module.id}`, () => makeSyntheticRecord(module.id, names, (values) => {
      const exports = this.exports.seenBy(packageName, module.package, this.commonJs.load(module, undefined).exports);
      for (const name of names) values[name] = name === 'default' ? exports : isObject(exports) ? (exports as Record<string, unknown>)[name] : undefined;
    }));
  }

  #builtinRecord(name: string, packageName: string): Record_ {
    return this.#once(`builtin\n${packageName}\n${name}`, () => {
      const exports = this.#parts.builtins.exportsFor(name, packageName, this.#parts.policy(packageName));
      const keys = isObject(exports) ? Object.keys(exports) : [];
      const names = [...new Set(['default', ...keys])];
      const record = makeSyntheticRecord(name === hostModuleName ? name : `node:${name}`, names, (values) => {
        for (const key of names) values[key] = key === 'default' ? exports : (exports as Record<string, unknown>)[key];
      });
      this.#builtinOf.set(record, { name, package: packageName });
      return record;
    });
  }

  #once(key: string, make: () => Record_): Record_ {
    let record = this.#synthetic.get(key);
    if (record === undefined) this.#synthetic.set(key, record = make());
    return record;
  }

  /** The `S` of a module. */
  source(compiled: CompiledModule, compartment: Compartment): SourceRecord {
    const from: Referrer = { id: compiled.id, package: compartment.package, module: compiled };
    return freeze({
      __proto__: null,
      i: (specifier: unknown, options: unknown) => this.import(from, specifier, options),
      m: () => this.#meta(from),
    } as unknown as SourceRecord);
  }

  #meta(from: Referrer): object {
    let meta = this.#metas.get(from.id);
    if (meta === undefined) {
      const made = create(null) as Record<string, unknown>;
      made['dirname'] = dirname(from.id);
      made['filename'] = from.id;
      made['resolve'] = { resolve: (specifier: unknown) => {
        const id = this.resolve(from, `${specifier as string}`, 'import');
        return id.startsWith('/') ? fileUrl(id) : id.includes(':') ? id : `node:${id}`;
      } }.resolve;
      made['url'] = fileUrl(from.id);
      this.#metas.set(from.id, meta = made);
    }
    return meta;
  }

  /** Locks the packages whose exports a module is about to use, and says when its own are there. */
  #exchange(record: SourceRecord_): SourceRecord_['exchange'] {
    const owner = record.compiled.package;
    return {
      before: () => { for (const dependency of record.requested) this.#give(dependency, owner); },
      after: () => this.exports.finished(owner, { kind: 'module', values: () => namespaceValues(namespaceOf(record)) }),
    };
  }
}

function awaitsBeneath(root: Record_): boolean {
  return sourcesBeneath(root).some((record) => record.shape.hasTopLevelAwait && record.status !== 'evaluated');
}

function yieldsBeneath(root: Record_): Promise<unknown>[] {
  return sourcesBeneath(root).flatMap((record) => record.status === 'linked' && record.atYield !== undefined ? [record.atYield] : []);
}

/** ECMA-262 EvaluateImportCall: the attributes of `import(x, { with })`, with its TypeErrors. */
function importAttributes(options: unknown): Readonly<Record<string, string>> | undefined {
  if (options === undefined) return undefined;
  if (!isObject(options)) throw new TypeError('The second argument of import() must be an object');
  const given = (options as { with?: unknown }).with;
  if (given === undefined) return undefined;
  if (!isObject(given)) throw new TypeError('The `with` option of import() must be an object');
  const attributes = create(null) as Record<string, string>;
  for (const name of ownKeys(given)) {
    if (typeof name !== 'string' || getOwnPropertyDescriptor(given, name)?.enumerable !== true) continue;
    const value = (given as Record<string, unknown>)[name];
    if (typeof value !== 'string') throw new TypeError(`The import attribute "${name}" must be a string`);
    attributes[name] = value;
  }
  return attributes;
}

function fileUrl(path: string): string {
  return `file://${encodeURI(path).replace(/[?#]/g, (mark) => mark === '?' ? '%3F' : '%23')}`;
}
