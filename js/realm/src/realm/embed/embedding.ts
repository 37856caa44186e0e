/**
 * A guest inside a .NET program: the module `bailey:host`, and calls of the guest's exported functions.
 *
 * Source: what the host hands in, as far as bailey.json names it; LavaMoat's policy decides which package may import it.
 * Stops: naming anything of the host that is not granted.
 * Does not stop: a function of the host from doing more than it should. After an exploit the host still answers granted numbers only.
 */
import type { EventLoop } from '../event-loop.js';
import type { HostOffer } from '../host.js';
import { apply, create, defineProperty, freeze, hasOwn, isObject } from '../primordials.js';
import type { Refuse } from '../refusal.js';
import { errorWire } from './error-wire.js';
import { HostSide } from './host-side.js';
import { Encoder } from './values.js';

/** The `node:` modules' AbortController, as far as it is used here. */
export interface Abortable { readonly signal: object; abort(): void }

export interface EmbeddingParts {
  readonly offer: HostOffer;
  readonly loop: EventLoop;
  readonly refuse: Refuse;
  readonly makeAbortController: () => Abortable;
}

/** One call of the host that is not answered. */
interface Running { controller?: Abortable }

export class Embedding {
  readonly #parts: EmbeddingParts;
  readonly #side: HostSide;
  readonly #running = new Map<number, Running>();
  readonly #members = new Map<string, unknown>();
  #current: Running | undefined;
  #entry: { readonly exports: unknown; readonly self: unknown } | undefined;
  #early: (() => void)[] | undefined = [];

  constructor(parts: EmbeddingParts) {
    this.#parts = parts;
    this.#side = new HostSide(parts.loop);
    parts.offer.members.forEach(({ name, kind, granted }, number) => {
      if (!granted) return;
      this.#members.set(name, kind === 'function' ? this.#side.hostFunction(number)
        : kind === 'readable' ? this.#side.readable(number) : this.#side.writable(number));
    });
    this.#members.set('currentSignal', freeze(() => this.#signal()));
  }

  /** What marks values beyond JSON from here on: known to host and realm alone. */
  open(tag: string): void { this.#side.tag = tag; }

  /** The exports of `bailey:host`, a package's own copy. A member that bailey.json withholds is there for CommonJS to run into. */
  module(packageName: string): object {
    const made = {};
    for (const [name, value] of this.#members) defineProperty(made, name, { value, writable: true, enumerable: true, configurable: true });
    for (const { name, granted } of this.#parts.offer.members) {
      if (granted) continue;
      const get = (): never => {
        throw this.#parts.refuse({ package: packageName, kind: 'host', subject: name, grant: `bailey.json: host += "${name}"` });
      };
      defineProperty(made, name, { get, enumerable: false, configurable: true });
    }
    return made;
  }

  /** The entry has run; calls that came before are made now. `self` is `this` of its functions. */
  ready(exports: unknown, self: unknown): void {
    this.#entry = { exports, self };
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const call of early) call();
  }

  /** A message of the host. */
  receive(json: string, data: ArrayBuffer | undefined): void {
    const message = this.#side.decode(json, data) as { kind: string; call: number; export?: string; function?: number; target?: unknown; args: unknown[] };
    if (message.kind === 'release') {
      this.#side.release(message.function!);
    } else if (message.kind === 'abort') {
      this.#abort(message.call);
    } else {
      this.#running.set(message.call, {});
      const begin = (): void => this.#begin(message.call, message.export, message.function, message.args);
      if (this.#early === undefined) begin();
      else this.#early.push(begin);
    }
  }

  #begin(call: number, name: string | undefined, number: number | undefined, args: unknown[]): void {
    const running = this.#running.get(call);
    if (running === undefined) return;
    const fail = (error: unknown): void => this.#answer(call, running, () => ({ error: errorWire(error) }));
    this.#parts.loop.job(() => {
      const outer = this.#current;
      this.#current = running;
      try {
        const [target, self] = name === undefined ? [this.#side.guestFunction(number!), undefined] : this.#exported(name);
        const result = apply(target as Function, self, args) as unknown;
        // A promise of the realm's own around it: a guest's `then` gets the engine's functions only.
        void new Promise((resolve) => { resolve(result); }).then((value) => {
          this.#answer(call, running, (encoder) => ({ value: encoder.wire(value) }));
        }, fail);
      } catch (error) {
        fail(error);
      } finally {
        this.#current = outer;
      }
    });
  }

  #exported(name: string): [Function, unknown] {
    const { exports, self } = this.#entry!;
    const whole = name === 'default' && typeof exports === 'function';
    const target: unknown = whole ? exports : isObject(exports) ? (exports as Record<string, unknown>)[name] : undefined;
    if (typeof target !== 'function' || (!whole && hasOwn(Object.prototype, name) && !hasOwn(exports as object, name))) {
      throw new TypeError(`The entry module exports no function "${name}"`);
    }
    return [target, whole ? undefined : self];
  }

  #answer(call: number, running: Running, make: (encoder: Encoder) => Record<string, unknown>): void {
    if (this.#running.get(call) !== running) return;
    this.#running.delete(call);
    const send = (encoder: Encoder, content: Record<string, unknown>): void => {
      const message = create(null) as Record<string, unknown>;
      message['call'] = call;
      for (const key of Object.keys(content)) message[key] = content[key];
      this.#side.answer(encoder.finish(message));
    };
    const encoder = new Encoder(this.#side.tag, this.#side);
    try {
      send(encoder, make(encoder));
    } catch (error) {
      send(new Encoder(this.#side.tag, this.#side), { error: errorWire(error) });
    }
  }

  #signal(): object | undefined {
    const running = this.#current;
    if (running === undefined) return undefined;
    running.controller ??= this.#parts.makeAbortController();
    return running.controller.signal;
  }

  /** Answers at once, so that the host sees that this guest still takes its turns, and tells the function if it asked for its signal. */
  #abort(call: number): void {
    const running = this.#running.get(call);
    if (running === undefined) return;
    this.#answer(call, running, () => ({ aborted: true }));
    const { controller } = running;
    if (controller !== undefined) this.#parts.loop.job(() => controller.abort());
  }
}
