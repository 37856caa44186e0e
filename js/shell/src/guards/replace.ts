/** Puts guarded members in the place of the browser's own. */
import { apply, defineProperty, getOwnPropertyDescriptor } from '../../../realm/src/realm/primordials.js';

export type Native = (self: unknown, args: readonly unknown[]) => any;

export const prototypeOf = (name: string): object | undefined => (globalThis as unknown as Record<string, { prototype?: object } | undefined>)[name]?.prototype;

/** Replaces a method where there is one. `make` gets the browser's own. The new one is no constructor and has the old one's length. */
export function replaceMethod(holder: object | undefined, name: string, make: (native: Native) => (this: unknown, ...args: any[]) => unknown): void {
  const own = holder === undefined ? undefined : getOwnPropertyDescriptor(holder, name);
  if (typeof own?.value !== 'function') return;
  const native = own.value as Function;
  const guard = make((self, args) => apply(native, self, args));
  const { [name]: method } = { [name](this: unknown, ...args: unknown[]): unknown { return apply(guard, this, args); } } as Record<string, Function>;
  defineProperty(method!, 'length', { value: native.length });
  defineProperty(holder!, name, { ...own, value: method });
}

/** Replaces an accessor where there is one; without `set` the browser's own setter stays. */
export function replaceAccessor(
  holder: object | undefined, name: string,
  make: { get?: (native: (self: unknown) => any) => (this: unknown) => unknown; set?: (native: (self: unknown, value: unknown) => void) => (this: unknown, value: any) => void },
): void {
  const own = holder === undefined ? undefined : getOwnPropertyDescriptor(holder, name);
  if (own === undefined || own.get === undefined) return;
  const { get, set } = own;
  const newGet = make.get?.((self) => apply(get, self, []));
  const newSet = make.set?.((self, value) => { if (set !== undefined) apply(set, self, [value]); });
  const pair = getOwnPropertyDescriptor({
    get [name](): unknown { return newGet === undefined ? apply(get, this, []) : apply(newGet, this, []); },
    set [name](value: unknown) { if (newSet !== undefined) apply(newSet, this, [value]); else if (set !== undefined) apply(set, this, [value]); },
  }, name)!;
  defineProperty(holder!, name, { get: pair.get, set: set === undefined && newSet === undefined ? undefined : pair.set, enumerable: own.enumerable === true, configurable: true });
}

/** Takes a member away. */
export function removeMember(holder: object | undefined, name: string): void {
  if (holder !== undefined) Reflect.deleteProperty(holder, name);
}
