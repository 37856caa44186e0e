import type { Expression, Statement } from 'acorn';
import { expression } from './expressions.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { isAnonymousFunction } from './references.js';

/**
 * The completion value of a script, kept in a variable: an expression statement stores its value; a statement whose value
 * is never empty (UpdateEmpty with undefined in the specification) first stores undefined.
 */

/** True for those statements, also below labels. */
export function producesCompletion(statement: Statement): boolean {
  let node = statement;
  while (node.type === 'LabeledStatement') node = node.body;
  switch (node.type) {
    case 'IfStatement':
    case 'SwitchStatement':
    case 'WithStatement':
    case 'TryStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement': return true;
    default: return false;
  }
}

export function clearCompletion(p: Printer): void {
  p.out += p.source.names.C + '=void 0;';
}

export function recordCompletion(p: Printer, node: Expression): void {
  // `0,` keeps an anonymous function from taking the variable's name.
  p.out += p.source.names.C + (isAnonymousFunction(node) ? '=(0,' : '=(');
  expression(p, node, isAnonymousFunction(node) ? Level.Assignment : Level.Sequence);
  p.out += ')';
}
