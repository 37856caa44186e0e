/** One object of every kind that syntax alone can make: their prototypes are intrinsics that no global names. */
export function syntaxSamples(): unknown[] {
  function* generator(): Generator { /* an object of its kind */ }
  async function* asyncGenerator(): AsyncGenerator { /* an object of its kind */ }
  function template(parts: TemplateStringsArray): unknown { return parts; }
  function parameters(this: unknown): unknown { return arguments; }
  const samples: unknown[] = [
    {}, [], /x/, 0, '', true, 0n, Symbol.iterator, function () { /* its prototype */ }, () => 0, class { }, generator, asyncGenerator,
    async () => 0, generator(), asyncGenerator(), parameters.call(undefined), template``, new Error(), new TypeError(), Promise.resolve(),
    [][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(), new Set().values(), 'a'.matchAll(/a/g), new Int8Array()[Symbol.iterator](),
  ];
  const { Iterator } = globalThis as unknown as { Iterator?: { from(from: unknown): { take(count: number): unknown } } };
  if (Iterator !== undefined) {
    samples.push(Iterator.from([]).take(0));
    samples.push(Iterator.from({ next: () => ({ value: undefined, done: true }) }));
  }
  return samples;
}
