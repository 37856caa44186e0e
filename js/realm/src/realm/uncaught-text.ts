/** How a thrown value is printed when nobody caught it. Runs no guest code but a proxy's traps, and survives those. */
import { errorText, quietGet } from './error-stack.js';
import { isObject } from './primordials.js';

function plainText(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return '[Function]';
  if (isObject(value)) return '#<Object>';
  return String(value);
}

function isErrorLike(value: unknown): value is object {
  return isObject(value) && typeof value !== 'function' && typeof quietGet(value, 'message') === 'string';
}

/** An error's stack, or the value. */
export function thrownText(value: unknown): string {
  try {
    return isErrorLike(value) ? errorText(value) : plainText(value);
  } catch {
    return '#<Object>';
  }
}

/** An error's stack, or Node's words about a rejection with something else. */
export function rejectionText(reason: unknown): string {
  const text = thrownText(reason);
  try {
    if (isErrorLike(reason)) return text;
  } catch {
    // Then it is told as a plain value.
  }
  return '[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by '
    + `rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${text}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`;
}
