/**
 * The evaluators that the page's policy refuses anyway, replaced before anything asks them: each attempt would be a violation report.
 * What asks are libraries of our own that try whether they may.
 */
const { defineProperty, defineProperties, getPrototypeOf, setPrototypeOf } = Object;

const refuse = (): never => { throw new EvalError('The page has no eval'); };

const native = globalThis.eval;
const { eval: evaluate } = { eval(value: unknown): unknown { return typeof value === 'string' ? refuse() : value; } };
defineProperty(globalThis, 'eval', { value: evaluate });

let first: object | undefined;
for (const [name, sample] of [
  ['Function', function () { /* a sample */ }], ['GeneratorFunction', function* () { /* a sample */ }],
  ['AsyncFunction', async function () { /* a sample */ }], ['AsyncGeneratorFunction', async function* () { /* a sample */ }],
] as const) {
  const prototype = getPrototypeOf(sample) as object;
  const inert = function (): never { return refuse(); };
  defineProperties(inert, {
    name: { value: name }, length: { value: 1 }, prototype: { value: prototype, writable: false, enumerable: false, configurable: false },
  });
  if (first === undefined) {
    first = inert;
    defineProperty(globalThis, name, { value: inert });
  } else {
    setPrototypeOf(inert, first);
  }
  defineProperty(prototype, 'constructor', { value: inert });
}

/**
 * The browser's own `eval` again, on the real window, where no name of the page leads: what it says to text is the page's policy, and
 * developer tools need it.
 */
export const restoreEval = (): void => { defineProperty(globalThis, 'eval', { value: native }); };
