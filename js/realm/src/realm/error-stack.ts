/** Errors as Node programs know them: `stack` begins with name and message, frames read `    at f (file:line:column)`. */
import { getOwnPropertyDescriptor, getPrototypeOf, hasOwn } from './primordials.js';
import { repairedValue } from './override.js';

// Frames of guest code carry a guest path or URL; everything else is the realm's own.
const guestFrame = /^(.*)@((?:file:\/\/)?\/.*|node:.*|<.*>):(\d+):(\d+)$/;
const guestFrameOfV8 = /^ {4}at (?:(.*) \()?((?:file:\/\/)?\/.*|node:.*|<.*>):(\d+):(\d+)\)?$/;

export interface Frame { readonly name: string; readonly file: string; readonly line: number; readonly column: number }

const unnamed: ReadonlySet<string> = new Set(['', 'global code', 'module code', 'eval code', 'anonymous']);

/** The guest's frames of a stack as the engine writes it, `f@/app/x.js:1:2` line by line (or as V8 does), at most `most`; frames of the realm itself are left out. */
export function guestFrames(engineStack: string, most: number): Frame[] {
  const frames: Frame[] = [];
  for (const line of engineStack.split('\n', 2 * most + 100)) {
    if (frames.length >= most) break;
    const found = guestFrame.exec(line) ?? guestFrameOfV8.exec(line);
    if (found === null) continue;
    const [, name = '', file, row, column] = found as unknown as [string, string | undefined, string, string, string];
    frames.push({ name: unnamed.has(name) ? '' : name, file, line: Number(row), column: Number(column) });
  }
  return frames;
}

export function frameText({ name, file, line, column }: Frame): string {
  const place = `${file}:${line}:${column}`;
  return name === '' ? place : `${name} (${place})`;
}

export const framesText = (frames: readonly Frame[]): string => frames.map((frame) => `\n    at ${frameText(frame)}`).join('');

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
  return /\n {4}at /.test(stack) || stack.startsWith(headline) ? stack : headline + framesText(guestFrames(stack, 100));
}
