// Node's deep equality: `==` and loose structure, or `Object.is` and same prototypes.
const types = require('util/types');

const ownEnumerableSymbols = (value) => Object.getOwnPropertySymbols(value).filter((each) => Object.prototype.propertyIsEnumerable.call(value, each));
const tagOf = (value) => Object.prototype.toString.call(value);
const isError = (value) => types.isNativeError(value) || value instanceof Error;

function sameBytes(a, b) {
  if (a.byteLength !== b.byteLength) return false;
  const [left, right] = [a, b].map((each) => (ArrayBuffer.isView(each) ? new Uint8Array(each.buffer, each.byteOffset, each.byteLength) : new Uint8Array(each)));
  return left.every((byte, i) => byte === right[i]);
}

function sameBox(a, b) {
  for (const [check, kind] of [[types.isNumberObject, Number], [types.isStringObject, String], [types.isBooleanObject, Boolean], [types.isBigIntObject, BigInt], [types.isSymbolObject, Symbol]]) {
    if (check(a)) return check(b) && Object.is(kind.prototype.valueOf.call(a), kind.prototype.valueOf.call(b));
  }
  return false;
}

/** `memory` holds the pairs under comparison, so that cycles end. */
function equal(a, b, strict, memory) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== 'object') return (b === null || typeof b !== 'object') && (a == b || (Number.isNaN(a) && Number.isNaN(b))); // eslint-disable-line eqeqeq
    if (b === null || typeof b !== 'object') return false;
  }
  if (tagOf(a) !== tagOf(b)) return false;

  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return inside(a, b, strict, memory, 'array');
  }
  if (Array.isArray(b)) return false;
  if (types.isDate(a)) {
    if (!types.isDate(b)) return false;
    const [left, right] = [a, b].map((each) => Date.prototype.getTime.call(each));
    if (left !== right && !(Number.isNaN(left) && Number.isNaN(right))) return false;
  } else if (types.isRegExp(a)) {
    if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
  } else if (isError(a)) {
    // Not enumerable, and yet what an error is.
    if (!isError(b) || a.message !== b.message || a.name !== b.name) return false;
    for (const name of ['cause', 'errors']) {
      if (Object.hasOwn(a, name) !== Object.hasOwn(b, name)) return false;
      if (Object.hasOwn(a, name) && !equal(a[name], b[name], strict, memory)) return false;
    }
  } else if (ArrayBuffer.isView(a)) {
    if (!ArrayBuffer.isView(b)) return false;
    if (!strict && (types.isFloat32Array(a) || types.isFloat64Array(a))) {
      if (a.length !== b.length || !a.every((each, i) => each === b[i])) return false;
    } else if (!sameBytes(a, b)) return false;
    return inside(a, b, strict, memory, 'view');
  } else if (types.isSet(a)) {
    if (!types.isSet(b) || a.size !== b.size) return false;
    return inside(a, b, strict, memory, 'set');
  } else if (types.isMap(a)) {
    if (!types.isMap(b) || a.size !== b.size) return false;
    return inside(a, b, strict, memory, 'map');
  } else if (types.isAnyArrayBuffer(a)) {
    if (!types.isAnyArrayBuffer(b) || !sameBytes(a, b)) return false;
  } else if (types.isBoxedPrimitive(a)) {
    if (!sameBox(a, b)) return false;
  } else if (types.isBoxedPrimitive(b) || types.isSet(b) || types.isMap(b) || types.isDate(b) || types.isRegExp(b) || ArrayBuffer.isView(b) || types.isAnyArrayBuffer(b) || isError(b)) {
    return false;
  }
  return inside(a, b, strict, memory, 'plain');
}

function keysOf(value, kind) {
  const keys = Object.keys(value);
  return kind === 'view' ? keys.filter((key) => !/^(0|[1-9]\d*)$/.test(key)) : keys;
}

function inside(a, b, strict, memory, kind) {
  const keys = keysOf(a, kind);
  if (keys.length !== keysOf(b, kind).length) return false;
  for (const key of keys) if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
  if (strict) {
    const symbols = ownEnumerableSymbols(a);
    if (symbols.length !== ownEnumerableSymbols(b).length) return false;
    for (const symbol of symbols) if (!Object.prototype.propertyIsEnumerable.call(b, symbol)) return false;
    keys.push(...symbols);
  }
  const known = memory.get(a);
  if (known !== undefined) return known === b;
  memory.set(a, b);
  try {
    for (const key of keys) if (!equal(a[key], b[key], strict, memory)) return false;
    if (kind === 'set') return sameSet(a, b, strict, memory);
    if (kind === 'map') return sameMap(a, b, strict, memory);
    return true;
  } finally {
    memory.delete(a);
  }
}

const simple = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');

function sameSet(a, b, strict, memory) {
  const rest = new Set(b);
  const open = [];
  for (const value of a) if (!rest.delete(value)) open.push(value);
  return open.every((value) => {
    if (strict && simple(value)) return false;
    for (const other of rest) {
      if (equal(value, other, strict, memory)) {
        rest.delete(other);
        return true;
      }
    }
    return false;
  });
}

function sameMap(a, b, strict, memory) {
  const rest = new Map(b);
  const open = [];
  for (const [key, value] of a) {
    if (!rest.has(key)) open.push([key, value]);
    else if (!equal(value, rest.get(key), strict, memory)) return false;
    else rest.delete(key);
  }
  return open.every(([key, value]) => {
    if (strict && simple(key)) return false;
    for (const [otherKey, other] of rest) {
      if (equal(key, otherKey, strict, memory) && equal(value, other, strict, memory)) {
        rest.delete(otherKey);
        return true;
      }
    }
    return false;
  });
}

export default {
  isDeepEqual: (a, b) => equal(a, b, false, new Map()),
  isDeepStrictEqual: (a, b) => equal(a, b, true, new Map()),
};
