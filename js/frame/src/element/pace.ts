/** A bucket of tokens: so many at once, so many a second after that. */
export class Pace {
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #then: number;

  constructor(burst: number, perSecond: number, now: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
    this.#then = now;
  }

  /** Takes one; false where there is none. */
  take(now: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#then) / 1000) * this.#perSecond);
    this.#then = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
