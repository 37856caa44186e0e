/** What the host hands in, as the guest sees it: functions, streams, and the numbers of functions that cross. */
import type { EventLoop } from '../event-loop.js';
import { create, freeze } from '../primordials.js';
import { codedError } from '../refusal.js';
import { decode, Encoder, type FunctionTable, type Wire } from './values.js';
import { Window } from './window.js';

/** The broker ends a worker that exceeds these, both windows together. */
const callWindow = { messages: 256, bytes: 8 * 1024 * 1024 } as const;
const answerWindow = { messages: 32, bytes: 8 * 1024 * 1024 } as const;

interface Answer { readonly value?: unknown; readonly error?: { readonly code?: string; readonly message: string } }

export class HostSide implements FunctionTable {
  /** Set before the first message. */
  tag = '';
  readonly #calls: Window;
  readonly #answers: Window;
  readonly #guestFunctions = new Map<number, { readonly target: Function; crossings: number }>();
  readonly #guestNumbers = new Map<Function, number>();
  readonly #hostFunctions = new Map<number, Function>();
  readonly #hostNumbers = new WeakMap<Function, number>();
  #nextFunction = 0;

  constructor(loop: EventLoop) {
    this.#calls = new Window(loop, 'host.call', callWindow.messages, callWindow.bytes);
    this.#answers = new Window(loop, 'host.answer', answerWindow.messages, answerWindow.bytes);
  }

  numberOf(target: Function): number {
    let number = this.#guestNumbers.get(target);
    if (number === undefined) {
      number = this.#nextFunction++;
      this.#guestNumbers.set(target, number);
      this.#guestFunctions.set(number, { target, crossings: 0 });
    }
    this.#guestFunctions.get(number)!.crossings++;
    return number;
  }

  guestFunction(number: number): unknown { return this.#guestFunctions.get(number)?.target; }

  hostNumberOf(target: Function): number | undefined { return this.#hostNumbers.get(target); }

  /** A frozen function that calls the host's and gives a promise. The same number gives the same function. */
  hostFunction(number: number): unknown {
    let made = this.#hostFunctions.get(number);
    if (made === undefined) {
      made = (...args: unknown[]): Promise<unknown> => this.ask({ kind: 'call', target: number }, args);
      this.#hostNumbers.set(made, number);
      this.#hostFunctions.set(number, freeze(made));
    }
    return made;
  }

  /** The host let go of a function that crossed; it is forgotten after as many times as it crossed. */
  release(number: number): void {
    const held = this.#guestFunctions.get(number);
    if (held === undefined || --held.crossings > 0) return;
    this.#guestNumbers.delete(held.target);
    this.#guestFunctions.delete(number);
  }

  /** Asks the host; rejects with what its function said. Never throws. */
  ask(message: Record<string, unknown>, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const encoder = new Encoder(this.tag, this);
      const sent = create(null) as Record<string, unknown>;
      for (const key of Object.keys(message)) sent[key] = message[key];
      sent['args'] = encoder.wire(args);
      this.#calls.send(encoder.finish(sent), (json, data) => {
        try {
          const answer = decode(json, data, this.tag, this) as Answer;
          if (answer.error === undefined) resolve(answer.value);
          else reject(codedError(Error, answer.error.code ?? 'ERR_BAILEY_HOST', answer.error.message));
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  answer(wire: Wire): void { this.#answers.send(wire, () => { /* the reply is the credit */ }); }

  decode(json: string, data: ArrayBuffer | undefined): Record<string, unknown> { return decode(json, data, this.tag, this); }

  /** Chunks of a stream of the host. None is read ahead: the next is asked for when it is wanted, in the order of the asking. */
  readable(number: number): object {
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      const chunk = await this.ask({ kind: 'read', target: number }, []) as Uint8Array;
      return chunk.length === 0 ? { done: true, value: undefined } : { done: false, value: chunk };
    };
    const one = (): Promise<IteratorResult<Uint8Array>> => {
      const turn = last.then(next);
      last = turn.then(() => { /* in turn */ }, () => { /* the reader was told */ });
      return turn;
    };
    let last: Promise<unknown> = Promise.resolve();
    const iterator = freeze({ next: freeze(one), [Symbol.asyncIterator]: freeze(() => iterator) }) as object;
    return iterator;
  }

  /** `write` resolves when the host has taken the chunk, in the order of the calls; `end` when the host has flushed. */
  writable(number: number): object {
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = (message: Record<string, unknown>, args: unknown[]): Promise<unknown> => {
      const turn = last.then(() => this.ask({ ...message, target: number }, args)).then(() => undefined);
      last = turn.then(undefined, () => { /* the writer was told */ });
      return turn;
    };
    return freeze({
      write: freeze((chunk: unknown) => {
        if (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk)) return Promise.reject(new TypeError('A chunk is a string or bytes'));
        return inTurn({ kind: 'write' }, [typeof chunk === 'string' ? chunk : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength).slice()]);
      }),
      end: freeze(() => inTurn({ kind: 'flush' }, [])),
    });
  }
}
