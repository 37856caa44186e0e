/**
 * Properties that stay plain data, because as accessors they would cost more than overriding them by assignment is worth.
 * Everything else is repaired. Measured with JavaScriptCore 2.50 in a hardened realm: accessor against data, medians of six runs each.
 */
import { getPrototypeOf, ownKeys } from './primordials.js';

interface Exception { readonly holder: object; readonly keys: readonly PropertyKey[]; readonly reason: string }

const { iterator, match, matchAll, replace, search, split }: SymbolConstructor = Symbol;
const arrayIteratorPrototype = getPrototypeOf([].values()) as object;
const assignedOnStrings: readonly PropertyKey[] = ['constructor', 'toString', 'valueOf'];

export const exceptions: readonly Exception[] = [
  { holder: Number.prototype, keys: ['toString'], reason: '`${n}` and n.toString() take three times as long: the engine watches this property' },
  { holder: RegExp.prototype, keys: ['exec', match, matchAll, replace, search, split], reason: 're.test takes 1.5 times as long; exec and the symbols are watched together' },
  {
    holder: String.prototype, keys: ownKeys(String.prototype).filter((key) => !assignedOnStrings.includes(key)),
    reason: 'with some thirty redefinitions it is a dictionary for good, and each method of each string is looked up anew: parsers take 1.5 times as long',
  },
  { holder: Array.prototype, keys: [iterator], reason: 'destructuring takes three times as long: array iteration is inlined only while this is data' },
  { holder: arrayIteratorPrototype, keys: ['next'], reason: 'the other half of the engine\'s watch on array iteration' },
];

const byHolder = new Map<object, Set<PropertyKey>>();
for (const { holder, keys } of exceptions) byHolder.set(holder, new Set(keys));

/** Whether `key` of `holder` stays a data property. */
export function keepsData(holder: object, key: PropertyKey): boolean {
  return byHolder.get(holder)?.has(key) === true;
}
