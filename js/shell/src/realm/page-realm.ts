/** Wall 1 in the page: the same lockdown, one compartment, whose global is the window's facade. */
import type { Host } from '../../../realm/src/realm/host.js';
import type { RuntimeRecord } from '../../../realm/src/abi.js';
import { makeCompartment, type Compartment, type Functor } from '../../../realm/src/realm/compartment.js';
import { makeDate, makeMath, freezeConstructor } from '../../../realm/src/realm/clock.js';
import { makeError } from '../../../realm/src/realm/error-constructors.js';
import { lockdown } from '../../../realm/src/realm/lockdown.js';
import { codedError } from '../../../realm/src/realm/refusal.js';
import { create, FeralDate, FeralMath } from '../../../realm/src/realm/primordials.js';
import { pagePackage, type Unit } from '../code.js';
import { never, refuse } from '../report.js';
import { pageRuntime } from './page-runtime.js';

const dynamicCode = 'text becomes code only on the server';

/** Functors on their way into the compartment, by the name that stands for their code. */
const functors = new Map<string, Functor>();
let nextFunctor = 0;

/** The name under which `Compartment.instantiate` finds a unit's functor. */
export function enter(unit: Unit): string {
  const name = `f${nextFunctor++}`;
  functors.set(name, unit.functor!);
  return name;
}

/** What compartments ask of their host: here it only hands functors in, and reports. Everything else is a worker's. */
const host = {
  evaluate: (name: string): unknown => {
    const functor = functors.get(name);
    functors.delete(name);
    return functor;
  },
  rewrite: (): never => { throw new Error('The page has no rewriter'); },
  call: (): { json: string } => ({ json: '{}' }),
} as unknown as Host;

export interface PageRealm { readonly compartment: Compartment; readonly findings: readonly string[] }

/** Locks the window's realm down. Once, before any guest code. */
export function lockPage(): ReturnType<typeof lockdown> {
  const now = FeralDate.now;
  return lockdown(() => now(), (name) => {
    refuse('realm', `${name} by a prototype`, dynamicCode, never);
    return codedError(TypeError, 'ERR_BAILEY_REFUSED', 'Function.prototype.constructor is not a valid constructor.');
  });
}

/** The one compartment of the page. `withheld`: why a global that browsers have is not there. */
export function makePageCompartment(parts: {
  readonly locked: ReturnType<typeof lockdown>;
  readonly prototype: object;
  readonly endowments: Readonly<Record<PropertyKey, PropertyDescriptor>>;
  readonly withheld: (name: string) => string | undefined;
  readonly importFrom: (url: string, specifier: unknown, options: unknown) => Promise<unknown>;
}): Compartment {
  const now = FeralDate.now;
  const date = makeDate(() => now());
  freezeConstructor(date);
  const random = FeralMath.random;
  const standard = Object.assign(create(null), parts.locked.globals, { Date: date, Math: makeMath(() => random()), Error: makeError(pagePackage) }) as Record<string, unknown>;
  const compartment = makeCompartment({
    host, package: pagePackage, standard, prototype: parts.prototype, endowments: parts.endowments, constants: [], dynamicCode: false,
    refuse: (refusal) => {
      refuse('realm', refusal.subject, dynamicCode, never);
      return codedError(Error, 'ERR_BAILEY_REFUSED', `Refused ${refusal.kind} "${refusal.subject}": ${dynamicCode}`);
    },
    ungranted: (name) => {
      const reason = parts.withheld(name);
      if (reason === undefined) return undefined;
      refuse('realm', name, reason, never);
      return codedError(ReferenceError, 'ERR_BAILEY_REFUSED', `${name} is not defined: ${reason}`);
    },
    importFrom: parts.importFrom,
    runtime: (global) => pageRuntime(global) as unknown as Partial<RuntimeRecord>,
  });
  // Of the worker's compartments, not of windows.
  delete (compartment.global as Record<string, unknown>)['global'];
  return compartment;
}
