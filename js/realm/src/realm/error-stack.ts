/** Errors as Node programs know them: `stack` begins with name and message, frames read `    at f (file:line:column)`. */
import { FeralError, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isObject } from './primordials.js';
import { repairedValue } from './override.js';

// Frames of guest code carry a guest path or URL; everything else is the realm's own.
const guestFrame = /^(.*)@((?:file:\/\/)?\/.*|node:.*|<.*>):(\d+):(\d+)$/;

/** JavaScriptCore's `f@/app/x.js:1:2` lines as Node's, at most `most`; frames of the realm itself are left out. Text in Node's form stays. */
export function nodeFrames(engineStack: string, most = 100): string {
  let text = '';
  let frames = 0;
  for (const line of engineStack.split('\n', 200)) {
    if (frames === most) break;
    const frame = guestFrame.exec(line);
    if (frame === null) {
      if (/^ {4}at /.test(line)) text += `\n${line}`;
      continue;
    }
    frames++;
    const [, name, file, row, column] = frame;
    const known = name !== '' && name !== 'global code' && name !== 'module code' && name !== 'eval code' && name !== 'anonymous';
    text += known ? `\n    at ${name} (${file}:${row}:${column})` : `\n    at ${file}:${row}:${column}`;
  }
  return text;
}

/** A data property of an object or of what it inherits from; runs no getter but those that repair overrides. */
export function quietGet(target: object, key: PropertyKey): unknown {
  for (let holder: object | null = target, depth = 0; holder !== null && depth < 100; holder = getPrototypeOf(holder) as object | null, depth++) {
    const own = getOwnPropertyDescriptor(holder, key);
    if (own !== undefined) return hasOwn(own, 'value') ? own.value : repairedValue(own.get)?.value;
  }
  return undefined;
}

/** The class of an error that has no `name` of its own or inherited. */
function constructorName(error: object): string {
  const constructor = quietGet(error, 'constructor');
  const name = typeof constructor === 'function' ? quietGet(constructor, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : 'Error';
}

/** `Name: message`, without running guest code. */
export function errorHeadline(error: object): string {
  const name = quietGet(error, 'name');
  const message = quietGet(error, 'message');
  const shownName = typeof name === 'string' ? name : constructorName(error);
  const shownMessage = typeof message === 'string' ? message : '';
  return shownName === '' ? shownMessage : shownMessage === '' ? shownName : `${shownName}: ${shownMessage}`;
}

/** An error's text for stderr. */
export function errorText(error: object): string {
  const own = getOwnPropertyDescriptor(error, 'stack');
  const stack = own !== undefined && typeof own.value === 'string' ? own.value : '';
  const headline = errorHeadline(error);
  // A stack that is in Node's form already says name and message, as they were when it was made.
  return /\n {4}at /.test(stack) || stack.startsWith(headline) ? stack : headline + nodeFrames(stack);
}

/** `Error.captureStackTrace`: gives the target an own `stack`. Frames above `_above` are not left out. */
export function captureStackTrace(target: unknown, _above?: unknown): void {
  if (!isObject(target)) throw new TypeError('Error.captureStackTrace: the target is not an object');
  const { stack } = new FeralError();
  const frames = typeof stack === 'string' ? nodeFrames(stack) : '';
  defineProperty(target, 'stack', { value: errorHeadline(target) + frames, writable: true, enumerable: false, configurable: true });
}
