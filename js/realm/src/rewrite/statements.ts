import type { ExpressionStatement, IfStatement, Statement } from 'acorn';
import { switchStatement, tryStatement } from './branches.js';
import { classRest } from './classes.js';
import { clearCompletion, producesCompletion, recordCompletion } from './completion.js';
import { declaration } from './declarations.js';
import { RewriteError } from './errors.js';
import { identifierText } from './escape.js';
import { expression, restricted } from './expressions.js';
import { functionDeclaration } from './functions.js';
import { doWhileStatement, forEach, forStatement, whileStatement } from './loops.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { blockNames } from './scope.js';
import { needsParentheses } from './start.js';
import { withStatement } from './with.js';

export function statements(p: Printer, nodes: readonly Statement[]): void {
  for (let i = 0; i < nodes.length; i++) statement(p, nodes[i]!);
}

export function statement(p: Printer, node: Statement): void {
  p.at(node.start);
  if (p.completion && producesCompletion(node)) clearCompletion(p);
  unlabeled(p, node);
}

function unlabeled(p: Printer, node: Statement): void {
  switch (node.type) {
    case 'ExpressionStatement': expressionStatement(p, node); break;
    case 'BlockStatement': block(p, node.body, node.end); break;
    case 'VariableDeclaration':
      declaration(p, node);
      p.out += ';';
      break;
    case 'FunctionDeclaration': functionDeclaration(p, node); break;
    case 'ClassDeclaration': classRest(p, node); break;
    case 'ReturnStatement':
      p.out += 'return';
      if (node.argument) restricted(p, node.argument, Level.Sequence);
      p.out += ';';
      break;
    case 'IfStatement': ifStatement(p, node); break;
    case 'ForStatement': forStatement(p, node); break;
    case 'ForInStatement':
    case 'ForOfStatement': forEach(p, node); break;
    case 'WhileStatement': whileStatement(p, node); break;
    case 'DoWhileStatement': doWhileStatement(p, node); break;
    case 'BreakStatement':
    case 'ContinueStatement':
      p.out += node.type === 'BreakStatement' ? 'break' : 'continue';
      if (node.label) p.out += ' ' + identifierText(node.label.name);
      p.out += ';';
      break;
    case 'ThrowStatement':
      p.out += 'throw';
      restricted(p, node.argument, Level.Sequence);
      p.out += ';';
      break;
    case 'TryStatement': tryStatement(p, node); break;
    case 'SwitchStatement': switchStatement(p, node); break;
    case 'LabeledStatement':
      p.out += identifierText(node.label.name) + ':';
      p.at(node.body.start);
      unlabeled(p, node.body);
      break;
    case 'EmptyStatement':
    case 'DebuggerStatement': p.out += ';'; break;
    case 'WithStatement': withStatement(p, node); break;
    default: throw new RewriteError('Refused', `unknown syntax ${String((node as { type: unknown }).type)}`, (node as Statement).start);
  }
}

function expressionStatement(p: Printer, node: ExpressionStatement): void {
  if (p.completion) recordCompletion(p, node.expression);
  else {
    // Directives say nothing here: all printed code is strict.
    const parenthesize = needsParentheses(node.expression);
    if (parenthesize) p.out += '(';
    expression(p, node.expression, Level.Sequence);
    if (parenthesize) p.out += ')';
  }
  p.out += ';';
}

/** Prints a block in a scope of its own. */
export function block(p: Printer, nodes: readonly Statement[], end: number): void {
  const names = blockNames(nodes);
  p.bind(names);
  p.out += '{';
  statements(p, nodes);
  p.at(end - 1);
  p.out += '}';
  p.unbind(names);
}

/** Prints the statement under a head. Where it records completions it may print as more than one. */
export function body(p: Printer, node: Statement): void {
  const wrap = p.completion && node.type !== 'BlockStatement';
  if (wrap) p.out += '{';
  statement(p, node);
  if (wrap) p.out += '}';
}

/** else-if chains are long in generated code: a loop, not a recursion. */
function ifStatement(p: Printer, root: IfStatement): void {
  for (let node = root; ;) {
    p.out += 'if(';
    expression(p, node.test, Level.Sequence);
    p.out += ')';
    // Braces keep the `else` with its own `if`.
    const wrap = node.consequent.type !== 'BlockStatement';
    if (wrap) p.out += '{';
    statement(p, node.consequent);
    if (wrap) p.out += '}';
    const { alternate } = node;
    if (!alternate) return;
    p.out += ' else ';
    if (alternate.type !== 'IfStatement') {
      body(p, alternate);
      return;
    }
    p.at(alternate.start);
    node = alternate;
  }
}
