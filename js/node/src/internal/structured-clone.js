// https://html.spec.whatwg.org/#structured-cloning, for the kinds of value that ECMAScript and this realm have. Written here because the port
// goes through an intermediate form that knows neither buffers nor transfer.
import { coded } from '../common/errors.js';

const types = require('util/types');
const { DOMException } = require('internal/dom-exception');
const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function describe(value) {
  if (typeof value === 'symbol') return value.toString();
  if (typeof value === 'function') return `${value}`;
  return `#<${value?.constructor?.name ?? 'Object'}>`;
}
const refuse = (value) => new DOMException(`${describe(value)} could not be cloned.`, 'DataCloneError');

function structuredClone(value, options = undefined) {
  if (arguments.length === 0) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
  const transfer = new Set();
  for (const each of options?.transfer ?? []) {
    if (!types.isArrayBuffer(each)) throw new DOMException('Value not transferable', 'DataCloneError');
    if (transfer.has(each)) throw new DOMException('ArrayBuffer occurs in the transfer list twice', 'DataCloneError');
    transfer.add(each);
  }
  const known = new Map();
  const result = clone(value, known, transfer);
  for (const each of transfer) if (!known.has(each)) each.transfer();
  return result;
}

function clone(value, known, transfer) {
  if (typeof value === 'symbol' || typeof value === 'function') throw refuse(value);
  if (value === null || typeof value !== 'object') return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  const remember = (made) => {
    known.set(value, made);
    return made;
  };
  const inner = (each) => clone(each, known, transfer);

  if (types.isBoxedPrimitive(value)) {
    if (types.isSymbolObject(value)) throw refuse(value);
    return remember(Object(value.valueOf()));
  }
  if (types.isDate(value)) return remember(new Date(value.getTime()));
  if (types.isRegExp(value)) return remember(new RegExp(value.source, value.flags));
  if (types.isArrayBuffer(value)) return remember(transfer.has(value) ? value.transfer() : value.slice(0));
  if (ArrayBuffer.isView(value)) {
    const { byteOffset, length, byteLength } = value;
    const buffer = inner(value.buffer);
    if (value instanceof DataView) return remember(new DataView(buffer, byteOffset, byteLength));
    const Kind = { Uint8Array, Uint8ClampedArray, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array }[value[Symbol.toStringTag]];
    if (Kind === undefined) throw refuse(value);
    return remember(new Kind(buffer, byteOffset, length));
  }
  if (types.isMap(value)) {
    const made = remember(new Map());
    for (const [key, each] of [...Map.prototype.entries.call(value)]) made.set(inner(key), inner(each));
    return made;
  }
  if (types.isSet(value)) {
    const made = remember(new Set());
    for (const each of [...Set.prototype.values.call(value)]) made.add(inner(each));
    return made;
  }
  if (types.isNativeError(value)) return cloneError(value, remember, inner);
  if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value) || types.isGeneratorObject(value)) throw refuse(value);
  if (value instanceof DOMException) return remember(new DOMException(value.message, value.name));
  const { Blob } = /^\[object (Blob|File)\]$/.test(Object.prototype.toString.call(value)) ? require('internal/blob') : {};
  if (Blob && value instanceof Blob) return value;
  const made = remember(Array.isArray(value) ? new Array(value.length) : {});
  for (const key of Object.keys(value)) {
    Object.defineProperty(made, key, { value: inner(value[key]), writable: true, enumerable: true, configurable: true });
  }
  return made;
}

function cloneError(value, remember, inner) {
  const name = `${value.name}`;
  const Kind = Object.hasOwn(errors, name) ? errors[name] : Error;
  const own = (key) => Object.getOwnPropertyDescriptor(value, key);
  const message = 'message' in value ? `${value.message}` : undefined;
  const made = remember(message === undefined || message === '' ? new Kind() : new Kind(message));
  const { stack } = value;
  if (typeof stack === 'string') Object.defineProperty(made, 'stack', { value: stack, writable: true, configurable: true });
  const cause = own('cause');
  if (cause && 'value' in cause) Object.defineProperty(made, 'cause', { value: inner(cause.value), writable: true, configurable: true });
  return made;
}

export default { structuredClone };
