/**
 * Fetches printed code. The browser compiles it from files of one folder, the only scripts that the page's policy lists, so that the page
 * needs no eval. A file calls `__bailey__` with its name, what is known about the text, and its functor; it runs nothing of the guest's.
 */
import { nativeFetch, realGlobal, responseJson, responseOk, type UrlParts } from './natives/both.js';
import { defineProperty, parseJson, stringifyJson } from '../../realm/src/realm/primordials.js';
import { registerText } from '../../realm/src/realm/function-text.js';
import type { Functor } from '../../realm/src/realm/compartment.js';
import type { ModuleShape } from '../../realm/src/realm/host.js';

/** The compartment of the page's own texts. */
export const pagePackage = '$root$';

export interface Unit {
  readonly original: string;
  readonly functor: Functor | undefined;
  readonly module?: ModuleShape;
  readonly error?: { readonly type: string; readonly message: string; readonly line: number; readonly column: number };
}
interface Meta extends Omit<Unit, 'functor'> { readonly key: string; readonly functions: readonly number[]; readonly scopes?: readonly unknown[] }

export type Goal = 'script' | 'module' | 'handler';

const folder = '/__bailey/code/';
const arrived = new Map<string, Unit>();
const loading = new Map<string, Promise<Unit>>();
/** What the server foresaw: key of an inline text -> its code file. */
const foreseen = new Map<string, string>();
let together: Promise<unknown> = Promise.resolve();
const compiled = new Map<string, Unit>();
const compiling = new Map<string, Promise<Unit>>();

defineProperty(realGlobal, '__bailey__', {
  value: (id: string, metaJson: string, functor: Functor | null) => {
    const { key, functions, scopes, ...meta } = parseJson(metaJson) as Meta;
    registerText(key, { original: meta.original, functions, scopes: scopes ?? [] }, pagePackage);
    arrived.set(id, { ...meta, functor: functor ?? undefined });
  },
});

function unitAt(path: string): Unit {
  const query = path.indexOf('?');
  const unit = arrived.get(query < 0 ? path : path.slice(0, query));
  if (unit === undefined) throw new TypeError('The code file has another name');
  return unit;
}

/** The code of a file beneath the folder; rejects where the server has none. */
function load(path: string): Promise<Unit> {
  let found = loading.get(path);
  if (found === undefined) {
    // The engine's own import of a listed URL: it leaves no trace in the document.
    found = arrived.has(path) ? Promise.resolve(unitAt(path)) : import(`${folder}${path}`).then(() => unitAt(path));
    found.catch(() => loading.delete(path));
    loading.set(path, found);
  }
  return found;
}

/** The code of a file of the app, by its URL. */
export const codeOfFile = (goal: 'script' | 'module', url: UrlParts): Promise<Unit> => load(`file/${goal}${url.path}${url.query}`);

/** The code of a script, where the engine loads files while it waits: `loadNow` gets the file's path. A new functor each time. */
export function codeOfFileNow(url: UrlParts, loadNow: (file: string) => void): Unit {
  const path = `file/script${url.path}${url.query}`;
  loadNow(folder + path);
  return unitAt(path);
}

/** FNV-1a: it finds a text, nothing more. */
function hash(text: string): string {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16777619) >>> 0;
  return value.toString(16);
}

const fullGoal = (goal: Goal, name: string | undefined): string => goal === 'handler' ? `handler:${name}` : goal;
const keyOf = (goal: Goal, text: string, name: string | undefined): string => `${fullGoal(goal, name)}:${text.length}:${hash(text)}`;

/** What the server compiled for a page: its texts by their keys, and one file with the code of all of them. */
export function foresee(page: string, texts: Readonly<Record<string, string>>): void {
  const keys = Object.keys(texts);
  for (const key of keys) foreseen.set(key, texts[key]!);
  // Where it fails, each is asked for by itself.
  if (keys.length > 0) together = import(`${folder}page?url=${encodeURIComponent(page)}`).catch(() => { /* above */ });
}

/** The code of a text, if it is here already. */
export const codeNow = (goal: Goal, text: string, name?: string): Unit | undefined => compiled.get(`${fullGoal(goal, name)}\n${text}`);

/** The code of a text that stands in the page or was made by it. Rejects where the server does not answer. */
export function codeOfText(goal: Goal, text: string, name?: string): Promise<Unit> {
  const id = `${fullGoal(goal, name)}\n${text}`;
  let found = compiling.get(id);
  if (found === undefined) {
    found = fetchText(goal, text, name);
    found.then((unit) => compiled.set(id, unit), () => compiling.delete(id));
    compiling.set(id, found);
  }
  return found;
}

async function fetchText(goal: Goal, text: string, name: string | undefined): Promise<Unit> {
  const known = foreseen.get(keyOf(goal, text, name));
  if (known !== undefined) {
    await together;
    const unit = await load(known.slice(folder.length));
    // The key only finds: two texts may share it.
    if (goal === 'handler' ? unit.original.includes(text) : unit.original === text) return unit;
  }
  const body = stringifyJson({ text, goal, name });
  const answer = await nativeFetch('/__bailey/compile', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  if (responseOk(answer) !== true) throw new TypeError('The text could not be compiled');
  const { code } = await responseJson(answer) as { code: string };
  return load(code.slice(folder.length));
}
