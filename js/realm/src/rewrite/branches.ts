import type { SwitchStatement, TryStatement } from 'acorn';
import { clearCompletion } from './completion.js';
import { expression } from './expressions.js';
import { pattern } from './patterns.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { blockNames, patternNames } from './scope.js';
import { block, statements } from './statements.js';

export function tryStatement(p: Printer, node: TryStatement): void {
  const { handler, finalizer } = node;
  p.out += 'try';
  p.at(node.block.start);
  block(p, node.block.body, node.block.end);
  if (handler) {
    const names: string[] = [];
    if (handler.param) patternNames(handler.param, names);
    p.bind(names);
    p.at(handler.start);
    p.out += 'catch';
    if (handler.param) {
      p.out += '(';
      pattern(p, handler.param, true);
      p.out += ')';
    }
    p.at(handler.body.start);
    const inner = blockNames(handler.body.body);
    p.bind(inner);
    p.out += '{';
    if (p.completion) clearCompletion(p);
    statements(p, handler.body.body);
    p.at(handler.body.end - 1);
    p.out += '}';
    p.unbind(inner);
    p.unbind(names);
  }
  if (finalizer) {
    const { C, F } = p.source.names;
    const names = blockNames(finalizer.body);
    p.bind(names);
    p.out += 'finally{';
    // The value of a finally block counts only where it ends in a break or continue.
    if (p.completion) {
      p.out += `const ${F}=${C};`;
      clearCompletion(p);
    }
    p.at(finalizer.start);
    statements(p, finalizer.body);
    p.at(finalizer.end - 1);
    if (p.completion) p.out += `${C}=${F};`;
    p.out += '}';
    p.unbind(names);
  }
}

export function switchStatement(p: Printer, node: SwitchStatement): void {
  p.out += 'switch(';
  expression(p, node.discriminant, Level.Sequence);
  p.out += '){';
  const names = blockNames(node.cases.flatMap((one) => one.consequent));
  p.bind(names);
  for (const one of node.cases) {
    p.at(one.start);
    if (one.test) {
      p.out += 'case ';
      expression(p, one.test, Level.Sequence);
      p.out += ':';
    } else p.out += 'default:';
    statements(p, one.consequent);
  }
  p.at(node.end - 1);
  p.out += '}';
  p.unbind(names);
}
