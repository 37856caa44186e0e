import { checkFunction, checkObject, checkString, coded, invalidArgType, invalidArgValue, AbortError, checkAbortSignal } from '../common/errors.js';
import { constants as osConstants } from '../common/os-constants.js';
import { MIMEType, MIMEParams } from '../util/mime.js';
import { parseEnv } from '../util/parse-env.js';

const { inspect, format, formatWithOptions, stripVTControlCharacters } = require('internal/inspect');
const types = require('util/types');
const custom = Symbol.for('nodejs.util.promisify.custom');
const argumentNames = Symbol('customPromisifyArgs');

function promisify(original) {
  checkFunction(original, 'original');
  const own = original[custom];
  if (own) {
    checkFunction(own, 'util.promisify.custom');
    return Object.defineProperty(own, custom, { value: own, enumerable: false, writable: false, configurable: true });
  }
  const names = original[argumentNames];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, ...values) => {
        if (error) reject(error);
        else if (names !== undefined && values.length > 1) resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
        else resolve(values[0]);
      }]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, custom, { value: fn, enumerable: false, writable: false, configurable: true });
  const properties = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(properties)) {
    if (key === 'prototype' || key === custom) continue;
    try {
      Object.defineProperty(fn, key, properties[key]);
    } catch {
      // a property that functions of this realm keep for themselves
    }
  }
  return fn;
}
promisify.custom = custom;

function callbackify(original) {
  checkFunction(original, 'original');
  function callbackified(...args) {
    const done = args.pop();
    checkFunction(done, 'last argument');
    const later = (...values) => void Promise.resolve().then(() => Reflect.apply(done, this, values));
    Reflect.apply(original, this, args).then((value) => later(null, value), (reason) => {
      if (!reason) {
        const error = coded(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
        error.reason = reason;
        reason = error;
      }
      later(reason);
    });
  }
  const properties = Object.getOwnPropertyDescriptors(original);
  if (typeof properties.length?.value === 'number') properties.length.value++;
  if (typeof properties.name?.value === 'string') properties.name.value += 'Callbackified';
  for (const key of ['length', 'name']) if (properties[key]) Object.defineProperty(callbackified, key, properties[key]);
  return callbackified;
}

function inherits(constructor, superConstructor) {
  if (constructor === undefined || constructor === null) throw invalidArgType('ctor', 'Function', constructor);
  if (superConstructor === undefined || superConstructor === null) throw invalidArgType('superCtor', 'Function', superConstructor);
  if (superConstructor.prototype === undefined) throw invalidArgType('superCtor.prototype', 'Object', superConstructor.prototype);
  Object.defineProperty(constructor, 'super_', { value: superConstructor, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, superConstructor.prototype);
}

function extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  for (const key of Object.keys(source)) target[key] = source[key];
  return target;
}

/** Deprecation without a process: the function works and `warn(message, code)` hears of the first call. */
export function deprecateWith(warn, fn, message, code) {
  let warned = false;
  const tell = () => {
    if (warned) return;
    warned = true;
    warn(message, code);
  };
  function deprecated(...args) {
    tell();
    if (new.target) return Reflect.construct(fn, args, new.target);
    return Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  Object.defineProperty(deprecated, 'length', { ...Object.getOwnPropertyDescriptor(fn, 'length') });
  return deprecated;
}

function styleText(style, text, options) {
  checkString(text, 'text');
  if (options?.validateStream !== undefined && typeof options.validateStream !== 'boolean') throw invalidArgType('options.validateStream', 'boolean', options.validateStream);
  const codes = [].concat(style).map((name) => {
    const pair = inspect.colors[name];
    if (pair === undefined) throw invalidArgValue('format', name, `must be one of: ${Object.keys(inspect.colors).map((each) => `'${each}'`).join(', ')}`);
    return pair;
  });
  return codes.map(([on]) => `\u001b[${on}m`).join('') + text + codes.reverse().map(([, off]) => `\u001b[${off}m`).join('');
}

function aborted(signal, resource) {
  if (signal === undefined) return Promise.reject(invalidArgType('signal', 'AbortSignal', signal));
  checkAbortSignal(signal, 'signal');
  checkObject(resource, 'resource');
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

// Error names by number, as libuv names them.
const errnos = () => {
  const { errno } = osConstants;
  return new Map(Object.entries(errno).map(([name, number]) => [-number, [name, name]]));
};
function getSystemErrorName(number) {
  if (typeof number !== 'number') throw invalidArgType('err', 'number', number);
  return errnos().get(number)?.[0] ?? `Unknown system error ${number}`;
}

const util = {
  _extend: extend, aborted, callbackify, format, formatWithOptions, getSystemErrorName, getSystemErrorMap: errnos, inherits, inspect, parseEnv,
  isArray: Array.isArray, promisify, stripVTControlCharacters, styleText, types, MIMEType, MIMEParams,
  isDeepStrictEqual: (a, b) => require('internal/comparisons').isDeepStrictEqual(a, b),
  toUSVString: (text) => `${text}`.toWellFormed(),
  parseArgs: (config) => require('internal/parse-args').parseArgs(config),
  transferableAbortController: () => new (require('internal/abort').AbortController)(),
  transferableAbortSignal: (signal) => signal,
  deprecate: (fn, message, code) => {
    checkFunction(fn, 'fn');
    return deprecateWith(() => {}, fn, message, code);
  },
  debuglog: () => Object.assign(() => {}, { enabled: false }),
  // The checks that Node 22 still has, deprecated.
  isBoolean: (value) => typeof value === 'boolean', isBuffer: (value) => require('buffer').Buffer.isBuffer(value), isDate: types.isDate,
  isError: (value) => types.isNativeError(value) || value instanceof Error, isFunction: (value) => typeof value === 'function',
  isNull: (value) => value === null, isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === 'number', isObject: (value) => value !== null && typeof value === 'object',
  isPrimitive: (value) => value === null || (typeof value !== 'object' && typeof value !== 'function'), isRegExp: types.isRegExp,
  isString: (value) => typeof value === 'string', isSymbol: (value) => typeof value === 'symbol', isUndefined: (value) => value === undefined,
  AbortError, deprecateWith,
};
const lazily = (name, from) => Object.defineProperty(util, name, { get: () => require(from)[name], enumerable: true, configurable: true });
lazily('TextEncoder', 'internal/encoding');
lazily('TextDecoder', 'internal/encoding');

export default util;
