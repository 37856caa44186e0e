// Classes and generators that a port keeps to itself still lead to one prototype for all packages: whoever holds an instance could change it
// for everybody. The realm hardens what exports reach; this freezes what only instances reach.

const AsyncGenerator = Object.getPrototypeOf((async function* () {}).prototype);
const Generator = Object.getPrototypeOf((function* () {}).prototype);
const intrinsics = new Set([
  ...[Object, Function, Array, Promise, Map, Set, WeakMap, WeakSet, Error, TypeError, RangeError, ArrayBuffer, DataView, Date, RegExp, Symbol, String, Number, Boolean, Uint8Array]
    .map((each) => each.prototype),
  Object.getPrototypeOf(Uint8Array.prototype), AsyncGenerator, Object.getPrototypeOf(AsyncGenerator), Generator, Object.getPrototypeOf(Generator),
  Object.getPrototypeOf([][Symbol.iterator]()), Object.getPrototypeOf(new Map().keys()), Object.getPrototypeOf(new Set().keys()),
]);

/** Freezes the prototypes of all that the samples lead to, except those that exports lead to: they are hardened with their exports. */
export function freezeHidden(samples, exported) {
  const known = new Set(intrinsics);
  for (const value of Object.values(exported)) for (let at = value?.prototype; at; at = Object.getPrototypeOf(at)) known.add(at);
  const seen = new Set();
  const visit = (value) => {
    if (value === null || typeof value !== 'object' || seen.has(value)) return;
    seen.add(value);
    for (let at = Object.getPrototypeOf(value); at !== null && !known.has(at); at = Object.getPrototypeOf(at)) freezeWhole(at, known);
    for (const key of Reflect.ownKeys(value)) visit(Object.getOwnPropertyDescriptor(value, key).value);
  };
  for (const sample of samples) visit(sample);
}

function freezeWhole(prototype, known) {
  known.add(prototype);
  Object.freeze(prototype);
  for (const key of Reflect.ownKeys(prototype)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key);
    for (const part of [value, get, set]) {
      if (typeof part !== 'function') continue;
      Object.freeze(part);
      if (part.prototype) Object.freeze(part.prototype);
    }
  }
}
