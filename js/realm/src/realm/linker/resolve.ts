/** ECMA-262 GetExportedNames and ResolveExport. */
import type { ModuleExport } from '../../abi.js';
import { namespaceOf } from './namespace.js';
import { type Getter, type Record_, type Resolution, type Resolved, type SourceRecord_, namespaceBinding, requestKey } from './record.js';

/** Every name a module exports, star exports included, `default` of stars excluded; duplicates once. */
export function exportedNames(record: Record_, seen = new Set<Record_>()): string[] {
  if (record.kind === 'synthetic') return [...record.names];
  if (seen.has(record)) return [];
  seen.add(record);
  const names = new Set(record.shape.exports.map((entry) => entry.exported));
  for (const star of record.shape.stars) {
    for (const name of exportedNames(requestedBy(record, star, undefined), seen)) if (name !== 'default') names.add(name);
  }
  return [...names];
}

/** Where the value of `name` lives; undefined where there is none or only a circle. */
export function resolveExport(record: Record_, name: string, seen: Map<Record_, Set<string>> = new Map()): Resolution {
  if (record.kind === 'synthetic') {
    return record.names.includes(name) ? { record, binding: name, getter: () => record.values[name] } : undefined;
  }
  let names = seen.get(record);
  if (names === undefined) seen.set(record, names = new Set());
  if (names.has(name)) return undefined;
  names.add(name);
  for (const entry of record.shape.exports) {
    if (entry.exported !== name) continue;
    const from: Source | undefined = entry.from ?? importOf(record, entry.local);
    if (from === undefined) return { record, binding: entry.local ?? name, getter: localGetter(record, name) };
    const target = requestedBy(record, from.specifier, from.attributes);
    if (from.imported !== '*') return resolveExport(target, from.imported, seen);
    return { record: target, binding: namespaceBinding, getter: () => namespaceOf(target) };
  }
  if (name === 'default') return undefined;
  let found: Resolution;
  for (const star of record.shape.stars) {
    const resolution = resolveExport(requestedBy(record, star, undefined), name, seen);
    if (resolution === 'ambiguous') return 'ambiguous';
    if (resolution === undefined) continue;
    if (found === undefined) found = resolution;
    else if (found !== 'ambiguous' && (found.record !== resolution.record || found.binding !== resolution.binding)) return 'ambiguous';
  }
  return found;
}

/** One name of another module. */
interface Source { readonly specifier: string; readonly attributes?: Readonly<Record<string, string>>; readonly imported: string }

// The functor hands its getters over when it is instantiated, which is after names are resolved.
function localGetter(record: SourceRecord_, name: string): Getter {
  return () => record.getters[name]!();
}

/** `import {x} from 'a'; export {x}` is a re-export: the local name is another module's binding. */
function importOf(record: SourceRecord_, local: string | undefined): Source | undefined {
  for (const request of record.shape.imports) {
    for (const name of request.names) {
      if (name.local === local && name.imported !== '*') return { ...request, imported: name.imported };
    }
  }
  return undefined;
}

export function requestedBy(record: SourceRecord_, specifier: string, attributes: Readonly<Record<string, string>> | undefined): Record_ {
  const exact = record.byRequest.get(requestKey(specifier, attributes));
  if (exact !== undefined) return exact;
  throw new Error('a module request was not loaded');
}

/** The fastest function that reads a resolved binding: the functor's own getter where there is one by now. */
export function directGetter({ record, binding, getter }: Resolved): Getter {
  const entry = localExport(record, binding);
  return entry === undefined ? getter : (record as SourceRecord_).getters[entry.exported] ?? getter;
}

/** Whether the binding is a function for good to which its `this` makes no difference. */
export const ignoresThis = ({ record, binding }: Resolved): boolean => localExport(record, binding)?.ignoresThis === true;

function localExport(record: Record_, binding: Resolved['binding']): ModuleExport | undefined {
  return record.kind === 'synthetic' ? undefined : record.shape.exports.find(({ local, from }) => local === binding && from === undefined);
}
