/** What keeps a guest alive and how it ends: timers, pending calls, ticks, uncaught errors, exit. */
import type { DispatchKind, Host } from './host.js';
import { apply, isObject } from './primordials.js';
import { rejectionText, thrownText } from './uncaught-text.js';

export type LifeEvent = 'exit' | 'beforeExit' | 'uncaughtException' | 'unhandledRejection' | 'signal';
type Listener = (...args: any[]) => unknown;

interface Timer { readonly callback: () => void; held: boolean }
interface Call { readonly done: (json: string, data: ArrayBuffer | undefined) => void }

/** Thrown by `exit` so that the code that called it goes no further. A set, because `instanceof` would ask the guest's proxies. */
const endings = new WeakSet<object>();

function isEnding(error: unknown): boolean {
  return isObject(error) && endings.has(error);
}

export class EventLoop {
  readonly #host: Host;
  readonly #timers = new Map<number, Timer>();
  readonly #calls = new Map<number, Call>();
  readonly #listeners = new Map<LifeEvent, Set<Listener>>();
  readonly #ticks: (() => void)[] = [];
  #nextId = 1;
  #held = 0;
  #idleTimer = 0;
  #running = false;
  #tickQueued = false;
  #entrySettled = false;
  #started = false;
  #ending = false;
  #ended = false;
  #exitCode: number | undefined;

  constructor(host: Host) { this.#host = host; }

  get ended(): boolean { return this.#ended; }

  /** Marks the guest as started: from now on it ends when nothing is left to do. */
  start(): void {
    this.#started = true;
    this.#settleLater();
  }

  entrySettled(): void {
    this.#entrySettled = true;
    this.#settleLater();
  }

  setTimer(callback: () => void, milliseconds: number): number {
    const id = this.#nextId++;
    this.#timers.set(id, { callback, held: true });
    this.#held++;
    this.#host.timer(id, milliseconds);
    return id;
  }

  clearTimer(id: number): void {
    const timer = this.#timers.get(id);
    if (timer === undefined) return;
    this.#timers.delete(id);
    this.#host.cancelTimer(id);
    if (timer.held) this.#release();
  }

  holdTimer(id: number, held: boolean): void {
    const timer = this.#timers.get(id);
    if (timer === undefined || timer.held === held) return;
    timer.held = held;
    if (held) this.#held++;
    else this.#release();
  }

  /** The guest stays when nothing is left to do. */
  stay(): void { this.#held++; }

  begin(method: string, json: string, data: ArrayBuffer | undefined, done: Call['done']): void {
    const id = this.#nextId++;
    this.#calls.set(id, { done });
    this.#held++;
    try {
      this.#host.begin(id, method, json, data);
    } catch (error) {
      this.#calls.delete(id);
      this.#release();
      throw error;
    }
  }

  /** Runs a callback after the running job and, where a dispatch is running, before promise reactions. */
  tick(callback: () => void): void {
    this.#ticks.push(callback);
    if (this.#running || this.#tickQueued) return;
    this.#tickQueued = true;
    void Promise.resolve().then(() => {
      this.#tickQueued = false;
      this.#runTicks();
    });
  }

  on(kind: LifeEvent, listener: Listener): () => void {
    let listeners = this.#listeners.get(kind);
    if (listeners === undefined) this.#listeners.set(kind, listeners = new Set());
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }

  /** Runs guest code as one job: its error is uncaught, and the ticks it left run before promise reactions. */
  job(run: () => void): void {
    if (this.#ended) return;
    const outer = this.#running;
    this.#running = true;
    try {
      this.#guarded(run);
      if (!outer) this.#runTicks();
    } finally {
      this.#running = outer;
    }
  }

  dispatch(kind: DispatchKind, id: number, json: string, data: ArrayBuffer | undefined): void {
    if (this.#ended) return;
    if (kind === 'timer') {
      if (id === this.#idleTimer) {
        this.#idleTimer = 0;
        this.#finishIfIdle();
        return;
      }
      const timer = this.#timers.get(id);
      if (timer === undefined) return;
      this.#timers.delete(id);
      this.job(timer.callback);
      if (timer.held) this.#release();
    } else if (kind === 'done') {
      const call = this.#calls.get(id);
      if (call === undefined) return;
      this.#calls.delete(id);
      this.job(() => call.done(json, data));
      this.#release();
    } else if (kind === 'signal') {
      this.job(() => { if (!this.#tell('signal', json, id)) this.#end(128 + id); });
    }
  }

  setExitCode(code: number | undefined): void { this.#exitCode = code; }

  exit(code: number): never {
    if (this.#ending) {
      // Called by an exit listener: the other listeners are not heard any more, as in Node.
      this.#ended = true;
      this.#host.exit(code);
    } else if (!this.#ended) {
      this.#end(code);
    }
    const ending = new Error('The guest has ended');
    endings.add(ending);
    throw ending;
  }

  rejected(promise: unknown, reason: unknown): void {
    if (this.#ended || isEnding(reason)) return;
    this.job(() => {
      if (this.#tell('unhandledRejection', reason, promise)) return;
      if (this.#tell('uncaughtException', reason, 'unhandledRejection')) return;
      this.#fail(`Uncaught ${rejectionText(reason)}`);
    });
  }

  /** An error nobody caught: told to the guest's listeners, else printed, and the guest ends. */
  uncaught(error: unknown): void {
    if (this.#ended || isEnding(error)) return;
    let taken = false;
    try {
      taken = this.#tell('uncaughtException', error, 'uncaughtException');
    } catch (second) {
      error = second;
    }
    if (!taken) this.#fail(`Uncaught ${thrownText(error)}`);
  }

  #fail(text: string): void {
    this.#host.write(2, `${text}\n`);
    this.#end(this.#exitCode === undefined || this.#exitCode === 0 ? 1 : this.#exitCode);
  }

  /** Calls every listener; true if one of them says that it took care. */
  #tell(kind: LifeEvent, ...args: unknown[]): boolean {
    let taken = false;
    for (const listener of [...this.#listeners.get(kind) ?? []]) if (apply(listener, undefined, args) === true) taken = true;
    return taken;
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.uncaught(error);
    }
  }

  #runTicks(): void {
    const outer = this.#running;
    this.#running = true;
    for (let next = this.#ticks.shift(); next !== undefined && !this.#ended; next = this.#ticks.shift()) this.#guarded(next);
    this.#running = outer;
  }

  #release(): void {
    this.#held--;
    this.#settleLater();
  }

  /** Promise reactions may still start something: whether the guest is done is asked in a later turn of the host's loop. */
  #settleLater(): void {
    if (!this.#started || this.#ended || this.#held > 0 || this.#idleTimer !== 0) return;
    this.#idleTimer = this.#nextId++;
    this.#host.timer(this.#idleTimer, 0);
  }

  #finishIfIdle(): void {
    if (this.#ended || this.#held > 0) return;
    if (!this.#entrySettled) {
      this.#host.write(2, 'Warning: Detected unsettled top-level await\n');
      this.#end(13);
      return;
    }
    this.job(() => { this.#tell('beforeExit', this.#exitCode ?? 0); });
    // A listener may have started something; if promise reactions do so later, the next release asks again.
    if (this.#ended || this.#held > 0) return;
    this.#end(this.#exitCode ?? 0);
  }

  #end(code: number): void {
    if (this.#ended || this.#ending) return;
    this.#ending = true;
    this.#exitCode = code;
    try {
      this.#tell('exit', code);
    } catch (error) {
      if (this.ended) return;
      this.#host.write(2, `Uncaught ${thrownText(error)}\n`);
      this.#exitCode = 7;
    }
    this.#ended = true;
    this.#host.exit(this.#exitCode);
  }
}
