/** The names of the standard globals that compartments have: for the realm, which makes them, and the compiler, which binds them as constants. */

/** Shared by all compartments: powerless once frozen. Names that this engine lacks are skipped. */
export const sharedNames = [
  'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape',
  'Object', 'Boolean', 'Symbol', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'SuppressedError',
  'TypeError', 'URIError', 'Number', 'BigInt', 'String', 'RegExp', 'Array', 'ArrayBuffer', 'DataView', 'Int8Array', 'Int16Array',
  'Int32Array', 'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array',
  // `ses` withholds the float arrays because V8 shows a NaN's payload through them; JavaScriptCore purifies every NaN it reads.
  'Float16Array', 'Float32Array', 'Float64Array',
  'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Proxy', 'Reflect', 'JSON', 'Iterator', 'DisposableStack', 'AsyncDisposableStack',
] as const;

const notOnPages: ReadonlySet<string> = new Set([
  'Promise', 'Symbol', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect', 'Iterator', 'DisposableStack', 'AsyncDisposableStack',
]);

/** Names that the texts of pages bind as constants: none that polyfills and frameworks replace. */
export const pageConstants: readonly string[] = ['Math', ...sharedNames.filter((name) => !notOnPages.has(name) && !name.endsWith('Error'))];

/** Made per compartment or per clock. */
export const ownNames = ['Date', 'Math', 'eval', 'Function', 'globalThis'] as const;

export const valueNames = ['Infinity', 'NaN', 'undefined'] as const;

/** Names of the compartment's global object itself, beside `globalThis`. */
export const selfNames = ['global', 'self'] as const;
