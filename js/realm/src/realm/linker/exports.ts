/** What a package gets of another one's exports. */
import { create, defineProperty, getOwnPropertyDescriptors, getPrototypeOf, hasOwn, isObject, ownKeys } from '../primordials.js';
import type { Policy } from '../policy.js';
import { lockExports } from './lock.js';

/**
 * lock: behaviour is final, see lock.ts. harden: everything is frozen. copy: an own shallow copy for each importer, and what lies
 * beneath is locked. open: the exports as they are, which every importer may change for all.
 */
export type ExportsMode = 'lock' | 'harden' | 'copy' | 'open';

export const defaultMode: ExportsMode = 'lock';

/** What one evaluated module exports by now: a CommonJS module one object, an ES module the values of its bindings. */
export interface Exported { readonly kind: 'commonjs' | 'module'; readonly values: () => readonly unknown[] }

export interface ExportsParts {
  readonly policy: Policy;
  readonly modes: Readonly<Record<string, ExportsMode>>;
  readonly overrideHarden: (root: unknown) => void;
}

export class Exports {
  readonly #parts: ExportsParts;
  /** Evaluated modules of a package that no other package has imported yet. */
  readonly #waiting = new Map<string, Exported[]>();
  readonly #given = new Set<string>();
  readonly #copies = new Map<string, WeakMap<object, object>>();

  constructor(parts: ExportsParts) { this.#parts = parts; }

  /**
   * A module was evaluated. Getters and lazily loaded parts lead from one module of a package to others, so a package is locked as a
   * whole, when it is first given to another one.
   */
  finished(owner: string, exported: Exported): void {
    if (this.#given.has(owner)) this.#close(owner, exported);
    else if (!this.#waiting.get(owner)?.push(exported)) this.#waiting.set(owner, [exported]);
  }

  /** Another package gets a module of `owner`. The program itself, unless it is confined, may go on changing what it imports. */
  give(owner: string, to: string): void {
    if (owner === to || this.#given.has(owner) || (this.#parts.policy(to).trusted && this.#mode(owner) !== 'harden')) return;
    for (const exported of this.#waiting.get(owner) ?? []) this.#close(owner, exported);
    // Only now: the stack may have ended in there, or a trap have thrown, and the next who imports must not get what is open.
    this.#given.add(owner);
    this.#waiting.delete(owner);
  }

  /** The exports of a CommonJS module as `to` gets them. */
  seenBy(to: string, owner: string, exports: unknown): unknown {
    this.give(owner, to);
    if (owner === to || this.#mode(owner) !== 'copy' || !isCopied(exports)) return exports;
    let copies = this.#copies.get(to);
    if (copies === undefined) this.#copies.set(to, copies = new WeakMap());
    let copy = copies.get(exports);
    if (copy === undefined) copies.set(exports, copy = shallowCopy(exports));
    return copy;
  }

  #mode(owner: string): ExportsMode { return this.#parts.modes[owner] ?? defaultMode; }

  #close(owner: string, { kind, values }: Exported): void {
    const mode = this.#mode(owner);
    if (mode === 'open') return;
    for (const exports of values()) {
      if (mode === 'harden') this.#parts.overrideHarden(exports);
      else lockExports(exports, !(mode === 'copy' && kind === 'commonjs' && isCopied(exports)));
    }
  }
}

/** A function has no copy. */
const isCopied = (exports: unknown): exports is object => isObject(exports) && typeof exports !== 'function';

/** An unfrozen object with the same prototype and members. */
export function shallowCopy(source: object): object {
  const copy = create(getPrototypeOf(source)) as object;
  const own = getOwnPropertyDescriptors(source) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of ownKeys(own)) {
    const property = own[key]!;
    defineProperty(copy, key, hasOwn(property, 'value') ? { ...property, writable: true, configurable: true } : { ...property, configurable: true });
  }
  return copy;
}
