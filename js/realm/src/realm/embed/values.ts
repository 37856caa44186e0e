/**
 * Values on their way between guest and host. JSON, and beyond it bytes, Date, BigInt and functions: an object with one member more
 * than the guest knows of, the tag, whose name is new in every guest and never leaves host and realm.
 */
import { apply, create, defineProperty, FeralDate, getPrototypeOf, isObject, ownKeys, getOwnPropertyDescriptor, stringifyJson, parseJson } from '../primordials.js';

/** Who keeps the functions that cross. */
export interface FunctionTable {
  /** The number of a guest's function, made at its first crossing. */
  numberOf(target: Function): number;
  guestFunction(number: number): unknown;
  /** The number of a function of the host, or undefined where it is the guest's own. */
  hostNumberOf(target: Function): number | undefined;
  hostFunction(number: number): unknown;
}

export interface Wire { readonly json: string; readonly data?: ArrayBuffer; readonly size: number }

/** Nesting of one value; the host's reader stops at 64, with the message around it. */
const deepest = 50;
const mostNodes = 500_000;
const longestBigInt = 1000;
/** Bytes of one message, JSON as UTF-8 and bytes together. */
export const largestMessage = 3 * 1024 * 1024;

const { getTime } = FeralDate.prototype;

export class Encoder {
  readonly #tag: string;
  readonly #functions: FunctionTable;
  readonly #parts: Uint8Array[] = [];
  #length = 0;
  #nodes = 0;

  constructor(tag: string, functions: FunctionTable) {
    this.#tag = tag;
    this.#functions = functions;
  }

  /** A structure of fresh objects without prototypes. Runs the value's getters. Throws TypeError or RangeError for what cannot cross. */
  wire(value: unknown, depth = 0): unknown {
    if (++this.#nodes > mostNodes) throw new RangeError(`A value with more than ${mostNodes} members cannot cross to the host`);
    switch (typeof value) {
      case 'undefined': return null;
      case 'boolean': return value;
      case 'string': return value.toWellFormed();
      case 'number':
        if (!Number.isFinite(value)) throw new TypeError(`${value} cannot cross to the host`);
        return value;
      case 'bigint': {
        const digits = `${value}`;
        if (digits.length > longestBigInt) throw new RangeError(`A BigInt of more than ${longestBigInt} digits cannot cross to the host`);
        return this.#tagged('bigint', digits);
      }
      case 'symbol': throw new TypeError('A symbol cannot cross to the host');
      case 'function': {
        const known = this.#functions.hostNumberOf(value);
        return known === undefined ? this.#tagged('function', this.#functions.numberOf(value)) : this.#tagged('host', known);
      }
    }
    if (value === null) return null;
    return this.#object(value as object, depth + 1);
  }

  finish(message: Record<string, unknown>): Wire {
    const json = stringifyJson(message);
    const size = sizeOf(json) + this.#length;
    if (size > largestMessage) throw new RangeError(`A value of ${size} bytes is over ${largestMessage} and cannot cross to the host`);
    if (this.#length === 0) return { json, size };
    const all = new Uint8Array(this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      all.set(part, offset);
      offset += part.length;
    }
    return { json, data: all.buffer as ArrayBuffer, size };
  }

  #object(value: object, depth: number): unknown {
    if (depth > deepest) throw new RangeError(`A value nested more than ${deepest} deep cannot cross to the host`);
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (let index = 0; index < value.length; index++) {
        defineProperty(items, index, { value: this.wire(value[index], depth), writable: true, enumerable: true, configurable: true });
      }
      return items;
    }
    if (ArrayBuffer.isView(value)) return this.#bytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    const prototype = getPrototypeOf(value) as object | null;
    if (prototype === ArrayBuffer.prototype) return this.#bytes(new Uint8Array(value as ArrayBuffer));
    if (prototype === FeralDate.prototype) return this.#date(apply(getTime, value, []) as number);
    if (prototype !== null && prototype !== Object.prototype) throw new TypeError('Only plain data crosses to the host: an object here has a prototype of its own');
    const members = create(null) as Record<string, unknown>;
    for (const key of ownKeys(value)) {
      if (typeof key !== 'string' || getOwnPropertyDescriptor(value, key)?.enumerable !== true) continue;
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) members[key.toWellFormed()] = this.wire(member, depth);
    }
    return members;
  }

  #date(time: number): unknown {
    if (!Number.isFinite(time)) throw new TypeError('An invalid Date cannot cross to the host');
    return this.#tagged('date', time);
  }

  #bytes(bytes: Uint8Array): unknown {
    const offset = this.#length;
    this.#length += bytes.length;
    if (this.#length > largestMessage) throw new RangeError(`More than ${largestMessage} bytes cannot cross to the host at once`);
    this.#parts.push(bytes.slice());
    return this.#tagged('bytes', [offset, bytes.length]);
  }

  #tagged(kind: string, content: unknown): unknown {
    const made = create(null) as Record<string, unknown>;
    made[this.#tag] = kind;
    made['value'] = content;
    return made;
  }
}

/** A message of the host with its values made: objects and arrays are the guest's own, functions of the host frozen. */
export function decode(json: string, data: ArrayBuffer | undefined, tag: string, functions: FunctionTable): Record<string, unknown> {
  const bytes = new Uint8Array(data ?? new ArrayBuffer(0));
  const revive = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    const kind = getOwnPropertyDescriptor(value, tag)?.value as unknown;
    if (kind === undefined) {
      for (const key of ownKeys(value) as string[]) {
        const member = getOwnPropertyDescriptor(value, key)!;
        if (isObject(member.value)) defineProperty(value, key, { value: revive(member.value) });
      }
      return value;
    }
    const content = (value as { value: unknown }).value;
    switch (kind) {
      case 'bytes': {
        const [offset, length] = content as [number, number];
        return bytes.slice(offset, offset + length);
      }
      case 'date': return new FeralDate(content as number);
      case 'bigint': return BigInt(content as string);
      case 'function': return functions.guestFunction(content as number);
      default: return functions.hostFunction(content as number);
    }
  };
  return revive(parseJson(json)) as Record<string, unknown>;
}

/** UTF-8 bytes of a well-formed text. */
function sizeOf(text: string): number {
  if (text.length * 3 <= largestMessage) return text.length * 3;
  let size = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    size += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return size;
}
