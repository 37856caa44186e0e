/** Function.prototype.toString that answers with the guest's own text, not with what the rewriter printed. */
import { functionMarker, thisWords } from '../abi.js';
import { functionToString, hasOwn, getOwnPropertyDescriptor } from './primordials.js';

/** What is kept of a text that was rewritten. */
export interface SourceText {
  readonly original: string;
  /** Flattened [start, end) pairs into `original`. */
  readonly functions: readonly number[];
  /** Static scopes of the direct eval sites. */
  readonly scopes: readonly unknown[];
}

const texts = new Map<string, SourceText>();
const owners = new Map<string, Set<string>>();

/** Makes a text of a package known under the key of its function markers. A key that is known already keeps its text. */
export function registerText(key: string, text: SourceText, packageName: string): void {
  if (!texts.has(key)) texts.set(key, text);
  const known = owners.get(key);
  if (known === undefined) owners.set(key, new Set([packageName]));
  else known.add(packageName);
}

/** Whether a text of this package made the function; equal texts of two packages are both packages'. Nobody can forge it: see `functionMarker`. */
export function isTextOf(packageName: string, target: Function): boolean {
  const key = functionMarker.exec(functionToString(target).slice(-longestMarker))?.[1];
  return key !== undefined && owners.get(key)?.has(packageName) === true;
}

/** The scope of a direct eval site, named `<key>.<index>`. */
export function scopeAt(site: string): unknown {
  const dot = site.lastIndexOf('.');
  return texts.get(site.slice(0, dot))?.scopes[Number(site.slice(dot + 1))];
}

// The marker stands at the very end, and no marker is longer than this.
const longestMarker = 64;
const nativeEnd = /\{\s*\[native code\]\s*\}$/;

function nativeText(target: unknown): string {
  const own = getOwnPropertyDescriptor(target as object, 'name');
  const name = own !== undefined && hasOwn(own, 'value') && typeof own.value === 'string' ? own.value : '';
  return `function ${name}() { [native code] }`;
}

/** The text a guest sees of a function. Throws TypeError where `target` is not callable. */
export function textOf(target: unknown): string {
  const printed = functionToString(target);
  const marker = functionMarker.exec(printed.slice(-longestMarker));
  if (marker === null) return nativeEnd.test(printed) ? printed : nativeText(target);
  const text = texts.get(marker[1]!);
  if (text === undefined) return nativeText(target);
  const index = Number(marker[2]) * 2;
  return text.original.slice(text.functions[index], text.functions[index + 1]);
}

/**
 * Whether the function behaves the same for every `this`: the printer made it, and nothing in its text can mean `this`. False also for
 * many that do.
 */
export function ignoresThis(target: Function): boolean {
  const printed = functionToString(target);
  return functionMarker.test(printed.slice(-longestMarker)) && !thisWords.test(printed);
}

/** Replaces Function.prototype.toString; between repair and hardening. */
export function tameFunctionText(): void {
  const { toString } = { toString(this: unknown) { return textOf(this); } };
  Object.defineProperty(Function.prototype, 'toString', { value: toString });
}
