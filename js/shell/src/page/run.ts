/** Runs printed code against the page's compartment. */
import { reportError } from '../natives/both.js';
import { apply } from '../../../realm/src/realm/primordials.js';
import type { Compartment } from '../../../realm/src/realm/compartment.js';
import type { Unit } from '../code.js';
import { enter } from '../realm/page-realm.js';

let compartment: Compartment | undefined;
let current: Element | null = null;

export const setCompartment = (made: Compartment): void => { compartment = made; };
export const theCompartment = (): Compartment => compartment!;
export const currentScript = (): Element | null => current;

/** The function that a unit's functor gives. */
export function instantiate(unit: Unit, url: string): (...args: any[]) => any {
  return compartment!.instantiate(enter(unit), url, compartment!.source(url));
}

/** Runs a classic script; what it throws goes where uncaught errors go. Returns its completion value. */
export function runScript(unit: Unit, url: string, element: Element | null): unknown {
  const before = current;
  current = element;
  try {
    if (unit.error !== undefined) throw new SyntaxError(`${unit.error.message} (${url}:${unit.error.line}:${unit.error.column})`);
    return apply(instantiate(unit, url), compartment!.global, []);
  } catch (error) {
    reportError(error);
    return undefined;
  } finally {
    current = before;
  }
}
