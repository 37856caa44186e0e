// Brand checks that run no code of the value: each asks an intrinsic for something that only the real kind has.
const getter = (holder, name) => Object.getOwnPropertyDescriptor(holder, name)?.get;
const passes = (probe) => (value) => {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  try {
    probe(value);
    return true;
  } catch {
    return false;
  }
};
const byGetter = (holder, name) => {
  const get = getter(holder, name);
  return passes((value) => Reflect.apply(get, value, []));
};
const byMethod = (method, ...args) => passes((value) => Reflect.apply(method, value, args));
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
// For kinds without a brand to ask for: the tag that the language inherits to them, not one of their own.
const byTag = (tag, type = 'object') => (value) => value !== null && typeof value === type && !Object.hasOwn(value, Symbol.toStringTag) && tagOf(value) === tag;

const TypedArray = Object.getPrototypeOf(Uint8Array);
const typedName = getter(TypedArray.prototype, Symbol.toStringTag);
const isTyped = (name) => (value) => value !== null && typeof value === 'object' && Reflect.apply(typedName, value, []) === name;
const probe = {};

const types = {
  isExternal: () => false,
  isDate: byMethod(Date.prototype.getTime),
  isArgumentsObject: byTag('Arguments'),
  isBigIntObject: (value) => typeof value === 'object' && byMethod(BigInt.prototype.valueOf)(value),
  isBooleanObject: (value) => typeof value === 'object' && byMethod(Boolean.prototype.valueOf)(value),
  isNumberObject: (value) => typeof value === 'object' && byMethod(Number.prototype.valueOf)(value),
  isStringObject: (value) => typeof value === 'object' && byMethod(String.prototype.valueOf)(value),
  isSymbolObject: (value) => typeof value === 'object' && byMethod(Symbol.prototype.valueOf)(value),
  isBoxedPrimitive: (value) => types.isNumberObject(value) || types.isStringObject(value) || types.isBooleanObject(value) || types.isBigIntObject(value) || types.isSymbolObject(value),
  isNativeError: Error.isError ?? ((value) => value instanceof Error || tagOf(value) === 'Error'),
  isRegExp: (value) => value !== RegExp.prototype && byGetter(RegExp.prototype, 'flags')(value) && byGetter(RegExp.prototype, 'source')(value),
  isAsyncFunction: (value) => typeof value === 'function' && (tagOf(value) === 'AsyncFunction' || tagOf(value) === 'AsyncGeneratorFunction'),
  isGeneratorFunction: (value) => typeof value === 'function' && (tagOf(value) === 'GeneratorFunction' || tagOf(value) === 'AsyncGeneratorFunction'),
  isGeneratorObject: (value) => byTag('Generator')(value) || byTag('AsyncGenerator')(value),
  isPromise: (value) => value !== null && typeof value === 'object' && value instanceof Promise,
  isMap: byGetter(Map.prototype, 'size'),
  isSet: byGetter(Set.prototype, 'size'),
  isMapIterator: byTag('Map Iterator'),
  isSetIterator: byTag('Set Iterator'),
  isWeakMap: byMethod(WeakMap.prototype.has, probe),
  isWeakSet: byMethod(WeakSet.prototype.has, probe),
  isArrayBuffer: byGetter(ArrayBuffer.prototype, 'byteLength'),
  isDataView: byGetter(DataView.prototype, 'buffer'),
  isSharedArrayBuffer: () => false,
  isProxy: () => false, // the language cannot tell, by design
  isModuleNamespaceObject: (value) => value !== null && typeof value === 'object' && Object.getOwnPropertyDescriptor(value, Symbol.toStringTag)?.value === 'Module' && Object.getPrototypeOf(value) === null,
  isAnyArrayBuffer: (value) => types.isArrayBuffer(value),
  isCryptoKey: (value) => tagOf(value) === 'CryptoKey',
  isKeyObject: () => false,
  isEventTarget: (value) => typeof value?.addEventListener === 'function',
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray: (value) => value !== null && typeof value === 'object' && Reflect.apply(typedName, value, []) !== undefined,
};
for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
  types[`is${name}`] = isTyped(name);
}

export default types;
