import type { DoWhileStatement, ForInStatement, ForOfStatement, ForStatement, WhileStatement } from 'acorn';
import { declaration, forHeadDeclaration } from './declarations.js';
import { expression } from './expressions.js';
import { pattern } from './patterns.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { declaredNames } from './scope.js';
import { body } from './statements.js';

export function forStatement(p: Printer, node: ForStatement): void {
  const names: string[] = [];
  if (node.init?.type === 'VariableDeclaration' && node.init.kind !== 'var') declaredNames(node.init, names);
  p.bind(names);
  p.out += 'for(';
  if (node.init) {
    const { noIn } = p;
    p.noIn = true;
    if (node.init.type === 'VariableDeclaration') declaration(p, node.init);
    else expression(p, node.init, Level.Sequence);
    p.noIn = noIn;
  }
  p.out += ';';
  if (node.test) expression(p, node.test, Level.Sequence);
  p.out += ';';
  if (node.update) expression(p, node.update, Level.Sequence);
  p.out += ')';
  body(p, node.body);
  p.unbind(names);
}

export function forEach(p: Printer, node: ForInStatement | ForOfStatement): void {
  const { left } = node;
  const names: string[] = [];
  const isOf = node.type === 'ForOfStatement';
  if (left.type === 'VariableDeclaration' && left.kind !== 'var') declaredNames(left, names);
  p.bind(names);
  if (isOf && node.await && p.functionDepth === 0) p.topLevelAwait = true;
  p.out += isOf && node.await ? 'for await(' : 'for(';
  if (left.type === 'VariableDeclaration') forHeadDeclaration(p, left);
  else {
    // `for (async of` is not a loop over `async`.
    const parenthesize = left.type === 'Identifier' && left.name === 'async';
    if (parenthesize) p.out += '(';
    pattern(p, left, false);
    if (parenthesize) p.out += ')';
  }
  p.out += isOf ? ' of ' : ' in ';
  expression(p, node.right, isOf ? Level.Assignment : Level.Sequence);
  p.out += ')';
  body(p, node.body);
  p.unbind(names);
}

export function whileStatement(p: Printer, node: WhileStatement): void {
  p.out += 'while(';
  expression(p, node.test, Level.Sequence);
  p.out += ')';
  body(p, node.body);
}

export function doWhileStatement(p: Printer, node: DoWhileStatement): void {
  p.out += 'do ';
  body(p, node.body);
  p.out += ' while(';
  expression(p, node.test, Level.Sequence);
  p.out += ');';
}
