import type { VariableDeclaration, VariableDeclarator } from 'acorn';
import { RewriteError } from './errors.js';
import { expression } from './expressions.js';
import { assigned, pattern } from './patterns.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { losesName } from './references.js';

/** Prints a variable declaration without its semicolon. A script's own `var` becomes assignments to its global, one in a `with` to what has the name. */
export function declaration(p: Printer, node: VariableDeclaration): void {
  checkKind(node);
  if (assigns(p, node)) {
    assignments(p, node.declarations);
    return;
  }
  p.out += node.kind + ' ';
  node.declarations.forEach((declarator, index) => {
    if (index > 0) p.out += ',';
    pattern(p, declarator.id, true);
    if (declarator.init) {
      p.out += '=';
      expression(p, declarator.init, Level.Assignment);
    }
  });
}

/** Prints the declaration in the head of a for-in or for-of statement. */
export function forHeadDeclaration(p: Printer, node: VariableDeclaration): void {
  checkKind(node);
  const declares = !assigns(p, node);
  if (declares) p.out += node.kind + ' ';
  pattern(p, node.declarations[0]!.id, declares);
}

/** The names are declared already: what is left are assignments. */
function assigns(p: Printer, node: VariableDeclaration): boolean {
  return (p.inGlobalVarScope || p.inWith) && node.kind === 'var';
}

function assignments(p: Printer, declarators: readonly VariableDeclarator[]): void {
  let separator = '';
  for (const { id, init } of declarators) {
    if (!init) continue;
    p.out += separator + '(';
    separator = ',';
    pattern(p, id, false);
    p.out += '=';
    assigned(p, id, init, losesName(p, id, init, false));
    p.out += ')';
  }
}

/** The engine does not know `using` yet. */
function checkKind(node: VariableDeclaration): void {
  if (node.kind !== 'var' && node.kind !== 'let' && node.kind !== 'const') {
    throw new RewriteError('Refused', `'${node.kind}' declarations are not supported`, node.start);
  }
}
