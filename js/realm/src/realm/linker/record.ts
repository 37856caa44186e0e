/** Module records: ECMA-262 Cyclic Module Records for ES modules, synthetic ones for everything an ES module can import besides. */
import type { Compartment } from '../compartment.js';
import type { CompiledModule, ModuleShape } from '../host.js';
import { create } from '../primordials.js';
import type { Namespace } from './namespace.js';

export type Getter = () => unknown;

/** An import that is the namespace object itself. */
export const namespaceBinding = Symbol('namespace');

/** Where an export's value lives. `binding` tells bindings of one record apart; `getter` reads it. */
export interface Resolved { readonly record: Record_; readonly binding: string | typeof namespaceBinding; readonly getter: Getter }
export type Resolution = Resolved | 'ambiguous' | undefined;

export type Status = 'unlinked' | 'linked' | 'evaluating' | 'evaluating-async' | 'evaluated';

/** CommonJS, JSON or builtin as an ES module sees it. */
export interface SyntheticRecord {
  readonly kind: 'synthetic';
  readonly id: string;
  readonly names: readonly string[];
  /** Runs the module and fills `values`; an error is kept and thrown again. */
  readonly execute: () => void;
  readonly values: Record<string, unknown>;
  status: 'unlinked' | 'evaluated';
  error: { readonly value: unknown } | undefined;
  namespace: Namespace | undefined;
}

export interface Capability { readonly promise: Promise<void>; readonly resolve: () => void; readonly reject: (reason: unknown) => void }

export interface SourceRecord_ {
  readonly kind: 'source';
  readonly id: string;
  readonly compiled: CompiledModule;
  readonly shape: ModuleShape;
  readonly compartment: Compartment;
  /** In source order; one per entry of `shape.imports`. */
  requested: readonly Record_[];
  /** By specifier and attributes, see `requestKey`. */
  byRequest: ReadonlyMap<string, Record_>;
  loaded: boolean;
  /** Exported name -> getter of the local binding, as the functor gave them. */
  getters: Readonly<Record<string, Getter>>;
  /** The import record `I`. */
  readonly imports: Record<string, unknown>;
  generator: Iterator<unknown> | AsyncIterator<unknown> | undefined;
  /** Settles when an async functor stands at its yield. */
  atYield: Promise<unknown> | undefined;
  status: Status;
  error: { readonly value: unknown } | undefined;
  namespace: Namespace | undefined;
  index: number;
  ancestorIndex: number;
  cycleRoot: SourceRecord_ | undefined;
  /** Place in the order of async evaluation; undefined: not asynchronous. */
  asyncOrder: number | undefined;
  pendingDependencies: number;
  asyncParents: SourceRecord_[];
  capability: Capability | undefined;
  /** Called right before the body runs for the first time, and when it has run to its end. */
  exchange: { readonly before: () => void; readonly after: () => void } | undefined;
}

export type Record_ = SourceRecord_ | SyntheticRecord;

export function makeSourceRecord(compiled: CompiledModule, shape: ModuleShape, compartment: Compartment): SourceRecord_ {
  return {
    kind: 'source', id: compiled.id, compiled, shape, compartment, requested: [], byRequest: new Map(), loaded: false, getters: create(null),
    imports: create(null), generator: undefined, atYield: undefined, status: 'unlinked', error: undefined, namespace: undefined, index: 0,
    ancestorIndex: 0, cycleRoot: undefined, asyncOrder: undefined, pendingDependencies: 0, asyncParents: [], capability: undefined, exchange: undefined,
  };
}

export function makeSyntheticRecord(id: string, names: readonly string[], evaluate: (values: Record<string, unknown>) => void): SyntheticRecord {
  const values = create(null) as Record<string, unknown>;
  return { kind: 'synthetic', id, names, values, execute: () => evaluate(values), status: 'unlinked', error: undefined, namespace: undefined };
}

/** Runs a synthetic module once. */
export function evaluateSynthetic(record: SyntheticRecord): void {
  if (record.status !== 'evaluated') {
    record.status = 'evaluated';
    try {
      record.execute();
    } catch (error) {
      record.error = { value: error };
    }
  }
  if (record.error !== undefined) throw record.error.value;
}

/** The ES modules of a graph that is loaded, `root` first. */
export function sourcesBeneath(root: Record_): SourceRecord_[] {
  const seen = new Set<Record_>([root]);
  const found: SourceRecord_[] = [];
  // A Set visits what is added while it is walked.
  for (const record of seen) {
    if (record.kind === 'synthetic') continue;
    found.push(record);
    for (const dependency of record.requested) seen.add(dependency);
  }
  return found;
}

/** Tells requests of one module apart: the same specifier with other attributes is another module. */
export function requestKey(specifier: string, attributes: Readonly<Record<string, string>> | undefined): string {
  const type = attributes?.['type'];
  return type === undefined ? specifier : `${type}\n${specifier}`;
}
