/** The one place that words and reports a refusal of wall 1. */
import type { Host } from './host.js';
import { create, defineProperty, stringifyJson } from './primordials.js';

export interface Refusal {
  readonly package: string;
  /** 'package', 'builtin', 'global', 'clock', 'random', 'dynamic code', … */
  readonly kind: string;
  readonly subject: string;
  /** The policy line that would allow it. */
  readonly grant: string;
}

export type Refuse = (refusal: Refusal) => Error;

export function refusalText(refusal: Refusal): string {
  return `Refused ${refusal.kind} "${refusal.subject}" to package ${refusal.package}: no grant in policy. To allow it: ${refusal.grant}`;
}

/** The path of a member of a package's policy, as a policy author would write it. */
export function grantPath(packageName: string, section: 'globals' | 'builtin' | 'packages', subject: string): string {
  return `resources.${quoteName(packageName)}.${section}.${quoteName(subject)}: true`;
}

function quoteName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringifyJson(name);
}

const refusals = new WeakMap<object, Refusal>();

/** What an error of `makeRefuse` refused. */
export function refusalOf(error: object): Refusal | undefined { return refusals.get(error); }

/** A function that reports a refusal to the audit and returns the Error to throw. */
export function makeRefuse(host: Host): Refuse {
  return (refusal) => {
    const record = create(null);
    record.wall = 'realm';
    record.package = refusal.package;
    record.kind = refusal.kind;
    record.subject = refusal.subject;
    record.grant = refusal.grant;
    host.call('audit.refusal', stringifyJson(record));
    const error = codedError(Error, 'ERR_BAILEY_REFUSED', refusalText(refusal));
    refusals.set(error, refusal);
    return error;
  };
}

/** An error with Node's `code`. */
export function codedError(kind: new (message: string) => Error, code: string, message: string): Error {
  const error = new kind(message);
  defineProperty(error, 'code', { value: code, writable: true, enumerable: true, configurable: true });
  return error;
}
