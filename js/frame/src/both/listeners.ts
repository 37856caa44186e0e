/** Functions by type of message. */
export class Listeners {
  readonly #byType = new Map<string, Set<(data: unknown) => void>>();

  /** Adds one; the result takes it away again. */
  add(type: string, listener: (data: unknown) => void): () => void {
    if (type.startsWith(':')) throw new TypeError('types that begin with a colon are Bailey’s own');
    const set = this.#byType.get(type) ?? new Set();
    this.#byType.set(type, set.add(listener));
    return () => set.delete(listener);
  }

  /** Calls those of a type. What one throws is reported as uncaught and stops no other. */
  call(type: string, data: unknown): void {
    for (const listener of this.#byType.get(type) ?? []) {
      try {
        listener(data);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
