/** The namespace object of a module record, and what printed code reads in its place. */
import { makeCalls, makeNamespace, makeReads, type Exports, type Reads } from './namespace-object.js';
import type { Record_ } from './record.js';
import { directGetter, exportedNames, ignoresThis, resolveExport } from './resolve.js';

/** `reads` and `calls` are for printed code alone; no guest may get them as a value. */
export interface Namespace { readonly object: object; readonly reads: Reads; readonly calls: object }

export function namespaceOf(record: Record_): object {
  return viewsOf(record).object;
}

export function viewsOf(record: Record_): Namespace {
  if (record.namespace === undefined) {
    const exports = exportsOf(record);
    const reads = makeReads(exports);
    const object = makeNamespace(exports, reads);
    let calls: object | undefined;
    record.namespace = { object, reads, get calls() { return calls ??= makeCalls(exports, object); } };
  }
  return record.namespace;
}

/** The unambiguous exports of `record`, in code unit order. */
export function exportsOf(record: Record_): Exports {
  return exportedNames(record).sort().flatMap((name) => {
    const resolved = resolveExport(record, name);
    return resolved === undefined || resolved === 'ambiguous' ? [] : [[name, directGetter(resolved), ignoresThis(resolved)] as const];
  });
}
