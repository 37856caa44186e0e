import type { StaticScope } from '../abi.js';
import { RewriteError } from './errors.js';
import { isAsciiName } from './escape.js';

const isList = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Reads back what `Printer.evalSite` wrote. Errors: RewriteError where it is something else. */
export function readStaticScope(value: unknown): StaticScope {
  const scope = value as StaticScope;
  const good = typeof scope === 'object' && scope !== null && isList(scope.names) && isList(scope.imports) && isList(scope.privates)
    && isList(scope.internal) && scope.internal.length === 4 && scope.internal.every(isAsciiName)
    && Array.isArray(scope.withs) && scope.withs.every((one) => /^\$w\d*_\d+$/.test(one.object) && isList(one.names));
  if (!good) throw new RewriteError('Refused', 'malformed static scope', 0);
  return scope;
}
