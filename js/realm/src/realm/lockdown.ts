/** Makes the intrinsics of this realm shareable between parties that do not trust each other: tamed, repaired, frozen. */
import { forgetMarker } from './before-ses.js';
import 'ses/lockdown-shim.js';
import { makeDate, freezeConstructor } from './clock.js';
import { tameErrors } from './error-constructors.js';
import { tameFunctionConstructors } from './function-constructors.js';
import { tameFunctionText } from './function-text.js';
import { harden } from './harden.js';
import { makeOverrideHarden, repairOverrides } from './override.js';
import { create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, isObject, ownKeys } from './primordials.js';
import { removedNames, sharedGlobals, sharedNames } from './standard-globals.js';
import { syntaxSamples } from './syntax-samples.js';

export interface Lockdown {
  readonly harden: (root: unknown) => unknown;
  readonly overrideHarden: (root: unknown) => void;
  /** The standard globals that all compartments share, by name. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** `Date.prototype.constructor`: asks `sharedNow`. */
  readonly Date: DateConstructor;
  /** One line for everything that ses met and its tables do not know. */
  readonly findings: readonly string[];
}

interface SesGlobals {
  repairIntrinsics(options: object): void;
  hardenIntrinsics(): void;
  console: unknown;
}

/**
 * Source: `lockdown` of hardened JavaScript (npm package ses), then Bailey's own repair of the override mistake.
 * Stops: one package changing what another one's built-in objects do; reaching the host's evaluators, clock or randomness by prototypes.
 * Does not stop: use of CPU or memory, and side channels by time.
 * Call once, before any guest code. Throws where ses refuses the engine.
 */
export function lockdown(sharedNow: () => number, refuseConstructor: (name: string) => Error): Lockdown {
  const engine = globalThis as unknown as SesGlobals;
  const findings: string[] = [];
  forgetMarker();
  withConsole(engine, findings, () => engine.repairIntrinsics({
    // Guests see JavaScriptCore's own stacks: their urls are guest paths. The other modes only change what ses's console shows.
    errorTaming: 'safe', consoleTaming: 'unsafe', errorTrapping: 'none', unhandledRejectionTrapping: 'none', reporting: 'console',
    // Our own repair comes first and goes further; what it keeps as data must stay data.
    overrideTaming: 'min',
    // Printed programs need the engine's own eval for direct evals; no guest name leads to it.
    evalTaming: 'unsafe-eval', localeTaming: 'safe', regExpTaming: 'safe', domainTaming: 'unsafe',
  }));
  // ses offers `harden` there too; code that walks the keys of the constructors (Node's own primordials do) trips over it.
  delete (Object as unknown as Record<symbol, unknown>)[Symbol.for('harden')];
  const SharedDate = makeDate(sharedNow);
  freezeConstructor(SharedDate);
  defineProperty(Date.prototype, 'constructor', { value: SharedDate });
  tameFunctionConstructors(refuseConstructor);
  tameErrors();
  tameFunctionText();

  const globals = sharedGlobals(replacedBySes());
  const reached = intrinsicsFrom([...Object.values(globals), SharedDate, ...syntaxSamples()]);
  for (const value of reached) if (isInherited(value)) repairOverrides(value);
  withConsole(engine, findings, () => engine.hardenIntrinsics());
  harden(reached);
  for (const name of removedNames) delete (globalThis as unknown as Record<string, unknown>)[name];
  return { harden, overrideHarden: makeOverrideHarden(harden), globals, Date: SharedDate, findings };
}

/** ses replaces some constructors by powerless twins and leaves the powerful ones on the engine's global. */
function replacedBySes(): Readonly<Record<string, unknown>> {
  const replaced = create(null);
  for (const name of sharedNames) {
    const current = getOwnPropertyDescriptor(globalThis, name)?.value;
    const prototype = typeof current === 'function' ? getOwnPropertyDescriptor(current, 'prototype')?.value : undefined;
    const constructor = isObject(prototype) ? getOwnPropertyDescriptor(prototype, 'constructor')?.value : undefined;
    replaced[name] = typeof constructor === 'function' ? constructor : current;
  }
  return replaced;
}

/** Everything that own properties and prototypes lead to from `roots`. */
function intrinsicsFrom(roots: readonly unknown[]): readonly object[] {
  const reached = new Set<object>();
  const visit = (value: unknown): void => { if (isObject(value)) reached.add(value); };
  for (const root of roots) visit(isObject(root) || root === undefined || root === null ? root : getPrototypeOf(root));
  // A Set visits what is added while it is walked.
  for (const value of reached) {
    visit(getPrototypeOf(value));
    for (const key of ownKeys(value)) {
      const property = getOwnPropertyDescriptor(value, key)!;
      visit(property.value);
      visit(property.get);
      visit(property.set);
    }
  }
  return [...reached];
}

/** A prototype, or a constructor: classes inherit its statics. */
function isInherited(value: object): boolean {
  if (typeof value === 'function') return getOwnPropertyDescriptor(value, 'prototype') !== undefined || value === Function.prototype;
  return getOwnPropertyDescriptor(value, 'constructor') !== undefined || getOwnPropertyDescriptor(value, 'next') !== undefined;
}

/** Lets ses speak to `findings`, then takes the console away again. */
function withConsole(engine: SesGlobals, findings: string[], run: () => void): void {
  const collect = (...parts: unknown[]): void => { findings.push(parts.map(String).join(' ')); };
  const quiet = (): void => { /* a heading */ };
  engine.console = {
    log: collect, info: collect, debug: collect, warn: collect, error: collect, group: quiet, groupCollapsed: quiet, groupEnd: quiet,
    trace: collect, dir: collect, dirxml: collect, table: collect, assert: quiet, time: quiet, timeEnd: quiet, timeLog: quiet, timeStamp: quiet,
    clear: quiet, count: quiet, countReset: quiet, profile: quiet, profileEnd: quiet,
  };
  run();
}
