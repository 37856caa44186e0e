/** The console of a realm without node: modules: strings and simple values, one line per call. Calls no guest code. */
import type { Host } from './host.js';
import { errorText, quietGet } from './error-stack.js';
import { freeze, hasOwn, getOwnPropertyDescriptor, isObject, ownKeys } from './primordials.js';
import { textOf } from './function-text.js';

function show(value: unknown, depth: number): string {
  if (typeof value === 'string') return depth === 0 ? value : `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `[Function: ${textOf(value).slice(0, 20)}]`;
  if (!isObject(value)) return String(value);
  if (typeof quietGet(value, 'message') === 'string') return errorText(value);
  if (depth > 2) return '[Object]';
  const list = Array.isArray(value);
  const parts: string[] = [];
  for (const key of ownKeys(value)) {
    const property = getOwnPropertyDescriptor(value, key)!;
    if (property.enumerable !== true) continue;
    const text = hasOwn(property, 'value') ? show(property.value, depth + 1) : '[Getter]';
    parts.push(list ? text : `${String(key)}: ${text}`);
    if (parts.length === 100) break;
  }
  return list ? `[ ${parts.join(', ')} ]` : `{ ${parts.join(', ')} }`;
}

export function plainConsole(host: Host): object {
  const line = (stream: 1 | 2) => (...values: unknown[]): void => host.write(stream, `${values.map((value) => show(value, 0)).join(' ')}\n`);
  const out = line(1);
  const err = line(2);
  return freeze({ log: freeze(out), info: freeze(out), debug: freeze(out), warn: freeze(err), error: freeze(err), trace: freeze(err) });
}
