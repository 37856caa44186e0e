/** The errors of linking, worded as Node words them. */
import { codedError } from '../refusal.js';

export const notFound = (message: string, code = 'MODULE_NOT_FOUND'): Error => codedError(Error, code, message);

export const noExport = (specifier: string, name: string): Error =>
  new SyntaxError(`The requested module '${specifier}' does not provide an export named '${name}'`);

export const ambiguousExport = (specifier: string, name: string): Error =>
  new SyntaxError(`The requested module '${specifier}' contains conflicting star exports for name '${name}'`);

export const requireAsync = (id: string): Error =>
  codedError(Error, 'ERR_REQUIRE_ASYNC_MODULE', `require() cannot be used on an ESM graph with top-level await. Use import() instead. (${id})`);

export const requireCycle = (id: string): Error =>
  codedError(Error, 'ERR_REQUIRE_CYCLE_MODULE', `Cannot require() ES Module ${id} in a cycle.`);

export const attributeMissing = (id: string): Error =>
  codedError(TypeError, 'ERR_IMPORT_ATTRIBUTE_MISSING', `Module "file://${id}" needs an import attribute of "type: json"`);

export type ErrorKind = typeof TypeError | typeof SyntaxError;

export const attributeUnsupported = (name: string, value: string, kind: ErrorKind = TypeError): Error =>
  codedError(kind, 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED', `Import attribute "${name}" with value "${value}" is not supported`);
