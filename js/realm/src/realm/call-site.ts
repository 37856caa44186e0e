/** What V8 hands to `Error.prepareStackTrace`. Says of a frame only what its text says: file, line, column and name. */
import { frameText, type Frame } from './error-stack.js';
import { freeze, getOwnPropertyDescriptor, ownKeys } from './primordials.js';

class CallSite {
  readonly #frame: Frame;
  constructor(frame: Frame) { this.#frame = frame; }
  getFileName(): string { return this.#frame.file; }
  getScriptNameOrSourceURL(): string { return this.#frame.file; }
  getLineNumber(): number { return this.#frame.line; }
  getColumnNumber(): number { return this.#frame.column; }
  getEnclosingLineNumber(): number { return this.#frame.line; }
  getEnclosingColumnNumber(): number { return this.#frame.column; }
  getFunctionName(): string | null { return this.#frame.name === '' ? null : this.#frame.name; }
  getMethodName(): null { return null; }
  getTypeName(): string | null { return this.#frame.name === '' ? 'Object' : null; }
  // In V8 undefined for strict functions, which all are.
  getThis(): undefined { return undefined; }
  getFunction(): undefined { return undefined; }
  getEvalOrigin(): undefined { return undefined; }
  getPromiseIndex(): null { return null; }
  isNative(): boolean { return false; }
  isToplevel(): boolean { return true; }
  isEval(): boolean { return this.#frame.file.startsWith('<'); }
  isConstructor(): boolean { return false; }
  isAsync(): boolean { return false; }
  isPromiseAll(): boolean { return false; }
  toString(): string { return frameText(this.#frame); }
}

/** One prototype for all packages: it and its methods are frozen, and the objects have no other way to each other. */
for (const key of ownKeys(CallSite.prototype)) freeze(getOwnPropertyDescriptor(CallSite.prototype, key)!.value);
delete (CallSite.prototype as { constructor?: unknown }).constructor;
freeze(CallSite.prototype);

export const callSites = (frames: readonly Frame[]): object[] => frames.map((frame) => freeze(new CallSite(frame)));
