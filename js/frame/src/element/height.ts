import { Pace } from './pace.js';

const least = 32;
const most = 4096;
/** A page that animates its height for two seconds is followed; one that never settles is, twice a second. */
const burst = 120;
const perSecond = 2;

/** Keeps a frame as high as its page says, between bounds and at a bounded pace. */
export class HeightKeeper {
  readonly #iframe: HTMLIFrameElement;
  readonly #limit: () => number;
  readonly #pace = new Pace(burst, perSecond, performance.now());
  #wanted = 0;
  #timer = 0;

  /** @param limit CSS pixels; NaN for the default. */
  constructor(iframe: HTMLIFrameElement, limit: () => number) {
    this.#iframe = iframe;
    this.#limit = limit;
  }

  /** Takes what the page says, which may be anything. */
  set(said: unknown): void {
    if (typeof said !== 'number' || !Number.isFinite(said)) return;
    this.#wanted = said;
    if (this.#timer === 0) this.#apply();
  }

  /** The frame's height is the host page's business again. */
  clear(): void {
    this.stop();
    this.#iframe.style.blockSize = '';
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #apply(): void {
    this.#timer = 0;
    if (!this.#pace.take(performance.now())) {
      this.#timer = setTimeout(() => this.#apply(), 1000 / perSecond);
      return;
    }
    const limit = this.#limit();
    const bound = Number.isFinite(limit) && limit > 0 ? limit : most;
    this.#iframe.style.blockSize = `${Math.min(Math.max(this.#wanted, least), bound)}px`;
  }
}
