import type { BrokenManifest, Manifest } from '../packages/manifest';
import type { Json, TargetTable } from '../packages/targets';
import { failure, Unresolved } from './failure';

/** What a target of `exports` or `imports` names: a file under the package, or (imports only) another bare specifier. */
export type Target = { readonly file: string; readonly suffix: string } | { readonly specifier: string };

/** `.`, `..` and `node_modules` as whole segments, plain or percent-encoded, after the leading './'; Node only warns about empty ones. */
const invalidSegment = /(?:^|\\|\/)(?:(?:\.|%2e)(?:\.|%2e)?|(?:n|%6e|%4e)(?:o|%6f|%4f)(?:d|%64|%44)(?:e|%65|%45)(?:_|%5f)(?:m|%6d|%4d)(?:o|%6f|%4f)(?:d|%64|%44)(?:u|%75|%55)(?:l|%6c|%4c)(?:e|%65|%45)(?:s|%73|%53))(?:\\|\/|$)/i;
const encodedSeparator = /%2f|%5c/i;

interface Lookup {
  readonly manifest: Manifest;
  readonly key: string;
  readonly star: string;
  readonly pattern: boolean;
  readonly internal: boolean;
  readonly conditions: ReadonlySet<string>;
  readonly base: string | undefined;
}

/** Node's PACKAGE_EXPORTS_RESOLVE. `base` is named in messages of imports, absent for require. */
export function resolveExports(manifest: Manifest, subpath: string, conditions: ReadonlySet<string>, base: string | undefined): Target {
  const table = manifest.exports!;
  if (table.invalid) throw failure.invalidConfig(`${manifest.directory}/package.json`, url(base), table.invalid);
  const found = lookup(table, manifest, subpath, false, conditions, base);
  if (!found) throw failure.notExported(manifest.directory, subpath, base);
  return found;
}

/** Node's PACKAGE_IMPORTS_RESOLVE for a specifier that begins with '#'. */
export function resolveImports(scope: Manifest | BrokenManifest | null, specifier: string, conditions: ReadonlySet<string>, base: string): Target {
  if (specifier === '#' || specifier.startsWith('#/') || specifier.endsWith('/')) {
    throw failure.invalidSpecifier(specifier, 'is not a valid internal imports specifier name', base);
  }
  if (scope && 'broken' in scope) throw failure.invalidConfig(`${scope.directory}/package.json`, base, scope.broken);
  const found = scope?.imports && lookup(scope.imports, scope, specifier, true, conditions, base);
  if (!found) throw failure.importNotDefined(specifier, scope?.directory, base);
  return found;
}

function lookup(table: TargetTable, manifest: Manifest, name: string, internal: boolean, conditions: ReadonlySet<string>, base: string | undefined): Target | null | undefined {
  const match = table.match(name);
  return match && resolveTarget(match.target, { manifest, key: match.key, star: match.star, pattern: match.pattern, internal, conditions, base });
}

/** Null and undefined both mean "not exported"; in an array undefined lets the next element answer and null is remembered. */
function resolveTarget(target: Json, at: Lookup): Target | null | undefined {
  if (typeof target === 'string') return resolveTargetString(target, at);
  if (target === null) return null;
  if (typeof target !== 'object') throw invalidTarget(target, at);
  if (Array.isArray(target)) {
    let last: Unresolved | null | undefined;
    for (const item of target) {
      try {
        const found = resolveTarget(item, at);
        if (found === undefined) continue;
        if (found !== null) return found;
        last = null;
      } catch (error) {
        if (!(error instanceof Unresolved) || error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
        last = error;
      }
    }
    if (last) throw last;
    return last;
  }
  const keys = Object.keys(target);
  if (keys.some((key) => /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 0xffff_ffff)) {
    throw failure.invalidConfig(`${at.manifest.directory}/package.json`, url(at.base), '"exports" cannot contain numeric property keys.');
  }
  for (const key of keys) {
    if (key !== 'default' && !at.conditions.has(key)) continue;
    const found = resolveTarget(target[key]!, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolveTargetString(target: string, at: Lookup): Target {
  const fill = (text: string) => at.pattern ? text.replaceAll('*', () => at.star) : text;
  if (!target.startsWith('./')) {
    const bare = at.internal && !target.startsWith('../') && !target.startsWith('/') && !/^[a-z][a-z0-9+.-]*:/i.test(target);
    if (!bare) throw invalidTarget(target, at);
    return { specifier: fill(target) };
  }
  if (invalidSegment.test(target.slice(2))) throw invalidTarget(target, at);
  if (at.pattern && invalidSegment.test(at.star)) {
    const request = at.key.replaceAll('*', () => at.star);
    throw failure.invalidSpecifier(request,
      `request is not a valid match in pattern "${at.key}" for the "${at.internal ? 'imports' : 'exports'}" resolution of ${at.manifest.directory}/package.json`, at.base);
  }
  const written = fill(target);
  if (encodedSeparator.test(written)) throw failure.encodedSeparator(`${at.manifest.directory}/${written.slice(2)}`, at.base);
  const cut = written.search(/[?#]/);
  const path = (cut === -1 ? written : written.slice(0, cut)).replaceAll('\\', '/');
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    throw invalidTarget(target, at);
  }
  if (decoded.includes('\0')) throw invalidTarget(target, at);
  return { file: `${at.manifest.directory}/${decoded.slice(2)}`, suffix: cut === -1 ? '' : written.slice(cut) };
}

/** Node names the importing file by its URL in these two messages, and by its path in all others. */
const url = (base: string | undefined) => base === undefined ? undefined : `file://${base}`;

function invalidTarget(target: Json, at: Lookup): Unresolved {
  const composed = typeof target === 'object' && target !== null;
  return failure.invalidTarget(at.manifest.directory, at.key, composed ? JSON.stringify(target) : String(target), at.internal, !composed, at.base);
}
