import type { CallExpression, Expression, Identifier, NewExpression, SpreadElement, Super } from 'acorn';
import { isAsciiName, stringLiteral } from './escape.js';
import { expression } from './expressions.js';
import { noteMember } from './patterns.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { calleeText, namespaceMemberText, readText } from './references.js';

/** Prints what is called or tags a template. */
export function callee(p: Printer, node: Expression | Super): void {
  if (node.type === 'Super') p.out += 'super';
  else if (node.type === 'Identifier') {
    p.at(node.start);
    p.out += calleeText(p, node);
  } else {
    const member = namespaceMemberText(p, node, true);
    if (member === undefined) expression(p, node, Level.Call);
    else {
      p.at(node.start);
      p.out += member;
    }
  }
}

export function call(p: Printer, node: CallExpression): void {
  if (node.callee.type === 'Identifier' && node.callee.name === 'eval' && !node.optional) {
    directEval(p, node);
    return;
  }
  callee(p, node.callee);
  p.out += node.optional ? '?.(' : '(';
  for (const argument of node.arguments) noteMember(p, argument, true);
  list(p, node.arguments);
  p.out += ')';
}

/** `eval` cannot be bound in strict code, so by this name it is always the global. The engine's own eval gets a checked text. */
function directEval(p: Printer, node: CallExpression): void {
  const { R, S } = p.source.names;
  const site = p.evalSite(node.start);
  p.out += `eval(${R}.d(${S},${stringLiteral(site)},${calleeText(p, node.callee as Identifier)},[`;
  list(p, node.arguments);
  p.out += ']))';
}

/** The constructor is parenthesised unless it is a plain name: nothing in it may take the arguments of `new`. */
export function construct(p: Printer, node: NewExpression): void {
  p.out += 'new ';
  const text = node.callee.type === 'Identifier' ? readText(p, node.callee) : '';
  if (isAsciiName(text)) p.out += text;
  else {
    p.out += '(';
    expression(p, node.callee, Level.Sequence);
    p.out += ')';
  }
  p.out += '(';
  list(p, node.arguments);
  p.out += ')';
}

/** Prints arguments or a sequence. */
export function list(p: Printer, nodes: readonly (Expression | SpreadElement)[]): void {
  for (let i = 0; i < nodes.length; i++) {
    if (i > 0) p.out += ',';
    element(p, nodes[i]!);
  }
}

export function element(p: Printer, node: Expression | SpreadElement): void {
  if (node.type === 'SpreadElement') {
    p.out += '...';
    expression(p, node.argument, Level.Assignment);
  } else expression(p, node, Level.Assignment);
}
