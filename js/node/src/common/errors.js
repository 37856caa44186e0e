// Node's coded errors and argument checks: the messages that programs and their tests compare.
import { markStack } from './stack.js';

const kindOf = (value) => {
  if (value == null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    return name ? ` Received an instance of ${name}` : ` Received ${require('internal/inspect').inspect(value, { depth: -1 })}`;
  }
  let shown = require('internal/inspect').inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${shown})`;
};

/** An error as Node makes it: `code` is an own property and the stack's first line shows it. */
export function coded(Base, code, message) {
  const error = new Base(message);
  error.code = code;
  markStack(error, code);
  return error;
}

const primitives = ['string', 'function', 'number', 'object', 'boolean', 'bigint', 'symbol'];

function list(items, last) {
  if (items.length <= 2) return items.join(` ${last} `);
  return `${items.slice(0, -1).join(', ')}, ${last} ${items.at(-1)}`;
}

function expectation(expected) {
  const types = [], instances = [], others = [];
  for (const name of [].concat(expected)) {
    if (primitives.includes(name) || name === 'Function' || name === 'Object') types.push(name.toLowerCase());
    else if (/^([A-Z][a-z0-9]*)+$/.test(name)) instances.push(name);
    else others.push(name);
  }
  if (instances.length > 0 && types.includes('object')) {
    types.splice(types.indexOf('object'), 1);
    instances.push('Object');
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${list(types, 'or')}`);
  if (instances.length > 0) parts.push(`an instance of ${list(instances, 'or')}`);
  if (others.length > 0) parts.push(others.length > 1 ? `one of ${list(others, 'or')}` : `${others[0].toLowerCase() !== others[0] ? 'an ' : ''}${others[0]}`);
  return parts.join(' or ');
}

export function invalidArgType(name, expected, value) {
  const what = name.endsWith(' argument') ? name : `"${name}" ${name.includes('.') ? 'property' : 'argument'}`;
  return coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The ${what} must be ${expectation(expected)}.${kindOf(value)}`);
}

export function invalidArgValue(name, value, reason = 'is invalid') {
  let shown = require('internal/inspect').inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  return coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`);
}

const grouped = (digits) => digits.replace(/(\d)(?=(\d{3})+$)/g, '$1_');

export function outOfRange(name, range, value) {
  let shown;
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) shown = grouped(String(value));
  else if (typeof value === 'bigint') shown = `${value > 2n ** 32n || value < -(2n ** 32n) ? grouped(String(value)) : value}n`;
  else shown = require('internal/inspect').inspect(value);
  return coded(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`);
}

export class AbortError extends Error {
  constructor(message = 'The operation was aborted', options) {
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/** What Node throws for something that this place does not have. */
export const unavailable = (what, reason) => coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `${what} is not available: ${reason}`);

export function checkString(value, name) {
  if (typeof value !== 'string') throw invalidArgType(name, 'string', value);
}
export function checkFunction(value, name) {
  if (typeof value !== 'function') throw invalidArgType(name, 'Function', value);
}
export function checkBoolean(value, name) {
  if (typeof value !== 'boolean') throw invalidArgType(name, 'boolean', value);
}
export function checkObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw invalidArgType(name, 'Object', value);
}
export function checkInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
}
export function checkAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) throw invalidArgType(name, 'AbortSignal', signal);
}
