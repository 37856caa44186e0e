import { modules } from '../../../node/modules.mjs';

/**
 * Names that are part of the language and no authority, as LavaMoat's generator knows them: a policy that it and we generate lists the
 * same globals. Younger names (`globalThis`, `WeakRef`, `Iterator`, …) are not among them there, so they are not here.
 */
export const languageNames: ReadonlySet<string> = new Set([
  // ECMA-262, function properties of the global object.
  'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape',
  // Constructors.
  'Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date', 'Error', 'EvalError', 'Float32Array',
  'Float64Array', 'Function', 'Int8Array', 'Int16Array', 'Int32Array', 'Map', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError',
  'ReferenceError', 'RegExp', 'Set', 'SharedArrayBuffer', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'Uint8Array', 'Uint8ClampedArray',
  'Uint16Array', 'Uint32Array', 'URIError', 'WeakMap', 'WeakSet',
  // Other properties.
  'Atomics', 'JSON', 'Math', 'Reflect', 'NaN', 'Infinity', 'undefined',
  // Not variables at all.
  'this', 'arguments',
]);

/** What every object inherits; LavaMoat ignores free names that read like these. */
const inherited = [
  'constructor', '__defineGetter__', '__defineSetter__', 'hasOwnProperty', '__lookupGetter__', '__lookupSetter__', 'isPrototypeOf',
  'propertyIsEnumerable', 'toString', 'valueOf', '__proto__', 'toLocaleString',
];

/** Free names that the module system provides. */
export const moduleNames: Record<'commonjs' | 'module', ReadonlySet<string>> = {
  commonjs: new Set(['arguments', 'require', 'module', 'exports', ...inherited]),
  module: new Set(['arguments', 'import', 'export', ...inherited]),
};

/** The globals that a policy may give: what `node:` modules provide and what more of the network would. An alias of the global object leads to these only. */
export const grantedNames: ReadonlySet<string> = new Set([
  ...Object.values(modules).flatMap(({ globals }) => Object.keys(globals ?? {})),
  'WebSocket', 'XMLHttpRequest', 'EventSource',
]);
