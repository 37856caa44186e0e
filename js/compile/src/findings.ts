import type { Finding } from './host';

/** A hostile tree can hold a fault per file; a person reads the first ones. */
const mostFindings = 1000;

/** Collects remarks, each once. */
export class Findings {
  readonly #seen = new Set<string>();
  #list: Finding[] = [];

  add(path: string, code: string, message: string, fix: string): void {
    const key = JSON.stringify([path, code, message]);
    if (this.#seen.has(key) || this.#seen.size > mostFindings) return;
    this.#seen.add(key);
    this.#list.push(this.#seen.size > mostFindings
      ? { path: '/app', code: 'findings.too-many', message: `There are more than ${mostFindings} findings; the rest is not shown.`, fix: 'Mend the ones above and look again.' }
      : { path, code, message, fix });
  }

  /** The remarks since the last call, in the order they were made. */
  take(): Finding[] {
    const list = this.#list;
    this.#list = [];
    return list;
  }
}
