/** Parsed JSON. Objects come from JSON.parse: `__proto__` is an ordinary own key, so they are read by own keys only. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A key of `exports` or `imports` that answered, and what its `*` stood for. */
export interface TargetMatch { readonly key: string; readonly target: Json; readonly pattern: boolean; readonly star: string }

/**
 * The keys of an `exports` or `imports` field, indexed so that a lookup costs in the length of the name asked for and not in the number
 * of keys: a package may have a hundred thousand of them.
 */
export class TargetTable {
  readonly #exact = new Map<string, Json>();
  /** Pattern keys by the part before `*`, then by the part after it. */
  readonly #patterns = new Map<string, Map<string, Json>>();
  #longestPrefix = 0;
  /** Why Node refuses the whole field, if it does. */
  readonly invalid: string | undefined;

  private constructor(entries: Iterable<readonly [string, Json]>, invalid?: string) {
    this.invalid = invalid;
    for (const [key, target] of entries) {
      const star = key.indexOf('*');
      // A key with two stars, or a folder key, answers nothing in Node either.
      if (star === -1) {
        if (!key.endsWith('/')) this.#exact.set(key, target);
      } else if (key.lastIndexOf('*') === star) {
        const prefix = key.slice(0, star);
        let trailers = this.#patterns.get(prefix);
        if (!trailers) this.#patterns.set(prefix, trailers = new Map());
        trailers.set(key.slice(star + 1), target);
        this.#longestPrefix = Math.max(this.#longestPrefix, prefix.length);
      }
    }
  }

  static ofImports(value: { [key: string]: Json }): TargetTable {
    return new TargetTable(Object.entries(value));
  }

  /** `exports` may be a target, a set of conditions (no key begins with a dot), or subpaths (every key does). */
  static ofExports(value: Json): TargetTable {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return new TargetTable([['.', value]]);
    const keys = Object.keys(value);
    const dotted = keys.filter((key) => key.startsWith('.')).length;
    if (keys.length > 0 && dotted === 0) return new TargetTable([['.', value]]);
    if (dotted !== keys.length) {
      return new TargetTable([], '"exports" cannot contain some keys starting with \'.\' and some not. The exports object must either be an object of package subpath keys or an object of main entry condition name keys only.');
    }
    return new TargetTable(Object.entries(value));
  }

  /** Node's PACKAGE_IMPORTS_EXPORTS_RESOLVE match: the exact key, else the pattern with the longest base, then the longest key. */
  match(name: string): TargetMatch | undefined {
    if (!name.includes('*') && !name.endsWith('/') && this.#exact.has(name)) {
      return { key: name, target: this.#exact.get(name)!, pattern: false, star: '' };
    }
    for (let length = Math.min(this.#longestPrefix, name.length); length >= 0; length--) {
      const trailers = this.#patterns.get(name.slice(0, length));
      if (!trailers) continue;
      // The star stands for at least one character.
      for (let start = length + 1; start <= name.length; start++) {
        const trailer = name.slice(start);
        if (!trailers.has(trailer)) continue;
        return { key: `${name.slice(0, length)}*${trailer}`, target: trailers.get(trailer)!, pattern: true, star: name.slice(length, start) };
      }
    }
    return undefined;
  }
}
