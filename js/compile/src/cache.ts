import type { CompileHost } from './host';

/**
 * Values kept between runs. A stored value carries a hash of its key and itself, so that one which was cut, mixed up with another or made
 * up is not taken; that costs the work of making it anew.
 *
 * Stops: a damaged or swapped entry. Does not stop: an attacker who can write the store and compute SHA-256; the store belongs to the
 * compile worker alone.
 */
export class Cache {
  readonly #host: CompileHost;
  readonly #version: string;

  constructor(host: CompileHost) {
    this.#host = host;
    const versions = host.versions ?? '';
    this.#version = typeof versions === 'string' ? versions : JSON.stringify(Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The value under `parts`, or a new one. Values are plain data. */
  through<T>(parts: readonly string[], make: () => T): T {
    const key = this.#host.hash(JSON.stringify([this.#version, ...parts]));
    const stored = this.#read(key);
    if (stored !== undefined) return stored as T;
    const value = make();
    this.#write(key, value);
    return value;
  }

  #read(key: string): unknown {
    try {
      const stored = this.#host.cacheGet(key);
      if (typeof stored !== 'string') return undefined;
      const body = stored.slice(65);
      if (stored[64] !== '\n' || stored.slice(0, 64) !== this.#seal(key, body)) return undefined;
      return JSON.parse(body);
    } catch {
      return undefined;
    }
  }

  #write(key: string, value: unknown): void {
    try {
      const body = JSON.stringify(value);
      this.#host.cachePut(key, `${this.#seal(key, body)}\n${body}`);
    } catch {
      // A store that is full or gone makes the next run slower.
    }
  }

  #seal(key: string, body: string): string { return this.#host.hash(`${key}\n${body}`); }
}
