/** Date and Math as a package may have them: from the host, or refused. */
import { FeralDate, FeralMath, apply, construct, create, defineProperties, freeze, getOwnPropertyDescriptor, getOwnPropertyDescriptors, getOwnPropertyNames } from './primordials.js';

export type Now = () => number;

/** A Date constructor whose current time is `now()`; everything else is the engine's. */
export function makeDate(now: Now): DateConstructor {
  const { parse, UTC, prototype } = FeralDate;
  const toText = prototype.toString;
  const made = function Date(...args: unknown[]): unknown {
    if (new.target === undefined) return apply(toText, new FeralDate(now()), []);
    return construct(FeralDate, args.length === 0 ? [now()] : args, new.target);
  };
  // The arrow keeps `now` from being a constructor, as the engine's is not one.
  const current = { now: () => now() }.now;
  defineProperties(made, {
    length: { value: 7 },
    prototype: { value: prototype, writable: false, enumerable: false, configurable: false },
    now: { value: current, writable: true, enumerable: false, configurable: true },
    parse: { value: parse, writable: true, enumerable: false, configurable: true },
    UTC: { value: UTC, writable: true, enumerable: false, configurable: true },
  });
  return made as unknown as DateConstructor;
}

/** A frozen Math whose `random` is `random`. */
export function makeMath(random: () => number): Math {
  const own = getOwnPropertyDescriptors(FeralMath) as unknown as Record<string, PropertyDescriptor>;
  const tamed = { random: () => random() }.random;
  own['random'] = { value: freeze(tamed), writable: true, enumerable: false, configurable: true };
  return freeze(create(Object.prototype, own)) as Math;
}

/** Draws doubles in [0, 1) with 53 random bits, from blocks of random bytes. */
export function makeRandom(bytes: (count: number) => ArrayBuffer): () => number {
  const block = 4096;
  let words = new Uint32Array(0);
  let next = 0;
  return () => {
    if (next + 2 > words.length) {
      words = new Uint32Array(bytes(block));
      next = 0;
    }
    const high = words[next]! >>> 5;
    const low = words[next + 1]! >>> 6;
    next += 2;
    return (high * 0x4000000 + low) / 0x20000000000000;
  };
}

/** Freezes a made constructor and its own functions. */
export function freezeConstructor(target: object): void {
  for (const name of getOwnPropertyNames(target)) {
    const value = getOwnPropertyDescriptor(target, name)!.value;
    if (typeof value === 'function') freeze(value);
  }
  freeze(target);
}
