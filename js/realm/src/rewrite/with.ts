import type { Statement, WithStatement } from 'acorn';
import { RewriteError } from './errors.js';
import { identifierText } from './escape.js';
import { expression } from './expressions.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { Bindings, varNames } from './scope.js';
import { body } from './statements.js';

/** Statements around one name, those around a direct eval included: each is printed with every name inside. */
const mostWiths = 30;

/**
 * Prints a `with` statement as a block that holds its object; every name inside that is not bound inside asks the object first
 * (see references.ts). The engine sees no `with`. It stands where the source does not say that it is strict; all else in it is strict.
 * Stops: nothing. It grants nothing either: the object is the guest's own, and a name it lacks is looked up as anywhere else.
 */
export function withStatement(p: Printer, node: WithStatement): void {
  if (p.strict) throw new RewriteError('SyntaxError', "'with' in strict mode", node.start);
  if (p.withs.length >= mostWiths) throw new RewriteError('Refused', "'with' nests too deeply", node.start);
  const object = `${p.source.names.W}_${p.withs.length}`;
  p.out += '{';
  if (!p.inWith && !p.inGlobalVarScope) declareVariables(p, node.body);
  p.out += `const ${object}=${p.source.names.R}.w(`;
  expression(p, node.object, Level.Sequence);
  p.out += ');';
  const { inWith } = p;
  p.inWith = true;
  p.withs.push({ object, inner: new Bindings() });
  body(p, node.body);
  p.withs.pop();
  p.inWith = inWith;
  p.out += '}';
}

/** The `var` declarations inside print as assignments. */
function declareVariables(p: Printer, node: Statement): void {
  const names: string[] = [];
  varNames([node], names);
  if (names.length > 0) p.out += `var ${[...new Set(names)].map(identifierText).join(',')};`;
}
