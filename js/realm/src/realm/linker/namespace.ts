/**
 * Module namespace objects: ordinary objects without a prototype whose exports are accessors.
 *
 * Not a Proxy: reading `ns.x` through one costs JavaScriptCore 60 times as much. What differs from the specification's exotic
 * object is visible to reflection only: descriptors show `get`, and Object.isFrozen answers true.
 */
import { create, defineProperty, freeze } from '../primordials.js';
import type { Record_ } from './record.js';
import { directGetter, exportedNames, resolveExport } from './resolve.js';

export function namespaceOf(record: Record_): object {
  if (record.namespace !== undefined) return record.namespace;
  const namespace = create(null);
  record.namespace = namespace;
  defineExports(namespace, record);
  defineProperty(namespace, Symbol.toStringTag, { value: 'Module', writable: false, enumerable: false, configurable: false });
  freeze(namespace);
  return namespace;
}

/** Defines the unambiguous exports of `record` on `target`, in code unit order. */
export function defineExports(target: object, record: Record_): void {
  for (const name of exportedNames(record).sort()) {
    const resolved = resolveExport(record, name);
    if (resolved === undefined || resolved === 'ambiguous') continue;
    defineProperty(target, name, { get: directGetter(resolved), enumerable: true, configurable: false });
  }
}
