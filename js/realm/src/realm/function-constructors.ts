/** The constructors that the four function prototypes lead to, for every package: they make nothing, and say so in the audit. */
import { defineProperties, defineProperty, getPrototypeOf, setPrototypeOf } from './primordials.js';

/**
 * Replaces the silent ones of ses; between repair and hardening.
 * Stops: making code from text by way of `(() => 0).constructor`. Does not stop: the global `Function` of a package, which asks its policy.
 */
export function tameFunctionConstructors(refused: (name: string) => Error): void {
  const samples = [
    ['Function', function () { /* a sample */ }], ['GeneratorFunction', function* () { /* a sample */ }],
    ['AsyncFunction', async function () { /* a sample */ }], ['AsyncGeneratorFunction', async function* () { /* a sample */ }],
  ] as const;
  let shared: Function | undefined;
  for (const [name, sample] of samples) {
    const prototype = getPrototypeOf(sample) as object;
    const constructor = function (): never { throw refused(name); };
    defineProperties(constructor, {
      name: { value: name }, length: { value: 1 }, prototype: { value: prototype, writable: false, enumerable: false, configurable: false },
    });
    if (shared === undefined) shared = constructor;
    else setPrototypeOf(constructor, shared);
    defineProperty(prototype, 'constructor', { value: constructor });
  }
}
