/** ECMA-262 Link: resolves every import of a graph, then makes the environments of all its modules. */
import { apply, defineProperty, freeze } from '../primordials.js';
import { ambiguousExport, noExport } from './module-error.js';
import { viewsOf } from './namespace.js';
import type { Getter, Record_, SourceRecord_ } from './record.js';
import { directGetter, requestedBy, resolveExport } from './resolve.js';
import { callsKey, readsKey, type SourceRecord } from '../../abi.js';

/** Makes `import()` and `import.meta` for a module. */
export type MakeSource = (record: SourceRecord_) => SourceRecord;

/** The unlinked ES modules beneath `root`, dependencies first. */
function unlinkedBeneath(root: Record_): SourceRecord_[] {
  const order: SourceRecord_[] = [];
  const seen = new Set<Record_>();
  const visit = (record: Record_): void => {
    if (record.kind === 'synthetic' || record.status !== 'unlinked' || seen.has(record)) return;
    seen.add(record);
    for (const dependency of record.requested) visit(dependency);
    order.push(record);
  };
  visit(root);
  return order;
}

/** Throws SyntaxError where a name can not be resolved; nothing is linked then. */
export function link(root: Record_, makeSource: MakeSource, refused: (record: Record_, name: string) => Error | undefined): void {
  const graph = unlinkedBeneath(root);
  for (const record of graph) checkNames(record, refused);
  for (const record of graph) instantiate(record, makeSource(record));
  for (const record of graph) bindImports(record);
  for (const record of graph) record.status = 'linked';
}

function checkNames(record: SourceRecord_, refused: (record: Record_, name: string) => Error | undefined): void {
  const check = (specifier: string, target: Record_, name: string): void => {
    const resolved = resolveExport(target, name);
    if (resolved === 'ambiguous') throw ambiguousExport(specifier, name);
    if (resolved === undefined) throw refused(target, name) ?? noExport(specifier, name);
  };
  for (const entry of record.shape.exports) {
    if (entry.from === undefined || entry.from.imported === '*') continue;
    const resolved = resolveExport(record, entry.exported);
    if (resolved === 'ambiguous') throw ambiguousExport(entry.from.specifier, entry.from.imported);
    if (resolved === undefined) throw noExport(entry.from.specifier, entry.from.imported);
  }
  for (const request of record.shape.imports) {
    const target = requestedBy(record, request.specifier, request.attributes);
    for (const { imported } of request.names) if (imported !== '*') check(request.specifier, target, imported);
  }
}

/** Runs the functor up to its yield: hoisted functions exist then, and the exports have getters. */
function instantiate(record: SourceRecord_, source: SourceRecord): void {
  const functor = record.compartment.instantiate(record.compiled.code, record.id, source);
  const publish = (getters: Record<string, Getter>): void => {
    for (const name of Object.keys(getters)) freeze(getters[name]);
    record.getters = freeze(getters);
  };
  const generator = apply(functor, undefined, [record.imports, publish]) as Iterator<unknown>;
  record.generator = generator;
  const first = generator.next() as unknown;
  if (record.shape.hasTopLevelAwait) record.atYield = first as Promise<unknown>;
}

function bindImports(record: SourceRecord_): void {
  const { imports } = record;
  for (const request of record.shape.imports) {
    const target = requestedBy(record, request.specifier, request.attributes);
    for (const { imported, local } of request.names) {
      if (imported === '*') {
        const { object, reads, calls } = viewsOf(target);
        for (const [key, value] of [[local, object], [readsKey(local), reads], [callsKey(local), calls]] as const) {
          defineProperty(imports, key, { value, writable: false, enumerable: true, configurable: false });
        }
        continue;
      }
      const resolved = resolveExport(target, imported);
      if (resolved === undefined || resolved === 'ambiguous') continue; // checked before
      defineProperty(imports, local, { get: directGetter(resolved), enumerable: true, configurable: false });
    }
  }
  freeze(imports);
}
