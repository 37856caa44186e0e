/** The page's modules: by URL, loaded in parallel, linked and evaluated by the realm's own linker. */
import { baseUri, liveDocument, nativeFetch, ownOrigin, parseUrl, realWindow, reportError, responseOk, responseText, textContent, type UrlParts } from '../natives/dom.js';
import { create, freeze, isObject, parseJson } from '../../../realm/src/realm/primordials.js';
import { evaluate } from '../../../realm/src/realm/linker/evaluate.js';
import { link } from '../../../realm/src/realm/linker/instantiate.js';
import { namespaceOf } from '../../../realm/src/realm/linker/namespace.js';
import { makeSourceRecord, makeSyntheticRecord, requestKey, sourcesBeneath, type Record_, type SourceRecord_ } from '../../../realm/src/realm/linker/record.js';
import type { SourceRecord } from '../../../realm/src/abi.js';
import { codeOfFile, pagePackage, type Unit } from '../code.js';
import { never, refuse } from '../report.js';
import { enter } from '../realm/page-realm.js';
import { mergeImportMaps, noImports, parseImportMap, resolveSpecifier, type ImportMap } from './import-map.js';
import { theCompartment } from './run.js';

let map: ImportMap = noImports;
const records = new Map<string, Promise<Record_>>();
const metas = new Map<string, object>();

const base = (): string => baseUri(liveDocument) as string;

/** A map that is malformed is reported, and changes nothing. */
export function addImportMap(script: Element): void {
  try {
    map = mergeImportMaps(map, parseImportMap(textContent(script) as string, base()));
  } catch (error) {
    reportError(error);
  }
}

function compiledOf(id: string, unit: Unit): SourceRecord_ {
  if (unit.error !== undefined || unit.module === undefined) throw new SyntaxError(`${unit.error?.message ?? 'not a module'} (${id})`);
  return makeSourceRecord({ id, package: pagePackage, format: 'module', code: enter(unit), module: unit.module }, unit.module, theCompartment());
}

async function fetchText(url: UrlParts): Promise<string> {
  const answer = await nativeFetch(url.href);
  if (responseOk(answer) !== true) throw new TypeError(`Failed to fetch ${url.href}`);
  return responseText(answer) as Promise<string>;
}

async function make(url: UrlParts, type: string | undefined): Promise<Record_> {
  if (type === 'json') {
    const value: unknown = parseJson(await fetchText(url));
    return makeSyntheticRecord(url.href, ['default'], (values) => { values['default'] = value; });
  }
  if (type === 'css') {
    const sheet = new realWindow.CSSStyleSheet();
    sheet.replaceSync(await fetchText(url));
    return makeSyntheticRecord(url.href, ['default'], (values) => { values['default'] = sheet; });
  }
  if (type !== undefined) throw new TypeError(`Import attribute "type" with value "${type}" is not supported`);
  let unit: Unit;
  try {
    unit = await codeOfFile('module', url);
  } catch {
    throw new TypeError(`Failed to fetch dynamically imported module: ${url.href}`);
  }
  return compiledOf(url.href, unit);
}

function recordOf(href: string, type: string | undefined): Promise<Record_> {
  const url = parseUrl(href);
  if (url === undefined || url.origin !== ownOrigin) {
    refuse('page', `import ${href}`, 'modules come from the container only', url === undefined ? never : `egress[+]: {"origin": "${url.origin}"}`);
    return Promise.reject(new TypeError(`Failed to fetch dynamically imported module: ${href}`));
  }
  const key = requestKey(url.href, type === undefined ? undefined : { type });
  let found = records.get(key);
  if (found === undefined) records.set(key, found = make(url, type));
  return found;
}

/** Loads all that a module imports, and what that imports. */
async function load(root: Record_): Promise<void> {
  const seen = new Set<Record_>();
  const visit = async (record: Record_): Promise<void> => {
    if (record.kind === 'synthetic' || seen.has(record)) return;
    seen.add(record);
    if (!record.loaded) {
      const requests = record.shape.imports;
      // All are asked for before any is waited for.
      const requested = await Promise.all(requests.map(({ specifier, attributes }) => {
        for (const name of Object.keys(attributes ?? {})) if (name !== 'type') throw new SyntaxError(`Import attribute "${name}" is not supported`);
        return recordOf(resolveSpecifier(specifier, record.id, map), attributes?.['type']);
      }));
      record.byRequest = new Map(requests.map(({ specifier, attributes }, index) => [requestKey(specifier, attributes), requested[index]!]));
      record.requested = requested;
      record.loaded = true;
    }
    await Promise.all(record.requested.map(visit));
  };
  await visit(root);
}

async function run(record: Record_): Promise<void> {
  link(record, source, () => undefined);
  await Promise.all(sourcesBeneath(record).filter(({ status }) => status === 'linked').map(({ atYield }) => atYield));
  await evaluate(record);
}

/** A module with all that it imports, ready to run. Rejects where something of it is missing or malformed. */
export async function loadModule(href: string): Promise<Record_> {
  const record = await recordOf(href, undefined);
  await load(record);
  return record;
}

let nextInline = 0;

/** The same for a module whose text stands in the page. */
export async function loadInlineModule(unit: Unit): Promise<Record_> {
  const record = compiledOf(parseUrl(base())!.href, unit);
  records.set(`inline ${nextInline++}`, Promise.resolve(record));
  await load(record);
  return record;
}

export const runModule = run;

/** `import()` in a text of the page. */
export async function importModule(referrer: string, specifier: unknown, options: unknown): Promise<unknown> {
  const text = `${specifier as string}`;
  const type = importType(options);
  const record = await recordOf(resolveSpecifier(text, referrer, map), type);
  await load(record);
  await run(record);
  return namespaceOf(record);
}

function importType(options: unknown): string | undefined {
  if (options === undefined) return undefined;
  if (!isObject(options)) throw new TypeError('The second argument of import() must be an object');
  const given = (options as { with?: unknown }).with;
  if (given === undefined) return undefined;
  if (!isObject(given)) throw new TypeError('The `with` option of import() must be an object');
  const type = (given as { type?: unknown }).type;
  if (type !== undefined && typeof type !== 'string') throw new TypeError('The import attribute "type" must be a string');
  return type;
}

function source(record: SourceRecord_): SourceRecord {
  return freeze({
    __proto__: null,
    i: (specifier: unknown, options: unknown) => importModule(record.id, specifier, options),
    m: () => {
      let meta = metas.get(record.id);
      if (meta === undefined) {
        meta = create(null) as object;
        const { resolve } = { resolve: (specifier: unknown) => resolveSpecifier(`${specifier as string}`, record.id, map) };
        Object.assign(meta, { url: record.id, resolve });
        metas.set(record.id, meta);
      }
      return meta;
    },
  } as unknown as SourceRecord);
}
