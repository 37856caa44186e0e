import type { ArrowFunctionExpression, Expression, Function as FunctionNode, FunctionExpression, Pattern, Statement } from 'acorn';
import { identifierText } from './escape.js';
import { expression } from './expressions.js';
import { pattern } from './patterns.js';
import { Level } from './precedence.js';
import { plainFunction, type FunctionContext, type Printer } from './printer.js';
import { bodyNames, isStrict, patternNames } from './scope.js';
import { statements } from './statements.js';

/** `function`, `async function*` and so on, up to the name. */
export function functionKeyword(node: FunctionNode): string {
  return (node.async ? 'async function' : 'function') + (node.generator ? '*' : '');
}

export function functionExpression(p: Printer, node: FunctionExpression): void {
  const index = p.beginFunction(node.start, node.end);
  const own = node.id ? [node.id.name] : [];
  p.out += functionKeyword(node);
  if (node.id) {
    p.out += ' ';
    p.at(node.id.start);
    p.out += identifierText(node.id.name);
  }
  p.bind(own);
  functionRest(p, node, index, plainFunction);
  p.unbind(own);
}

/** `name` replaces the declaration's own name where it has none. */
export function functionDeclaration(p: Printer, node: FunctionNode, name?: string): void {
  const index = p.beginFunction(node.start, node.end);
  p.out += functionKeyword(node) + ' ';
  if (node.id) p.at(node.id.start);
  p.out += name ?? identifierText(node.id!.name);
  functionRest(p, node, index, plainFunction);
}

/** Prints parameters and body of a function or method, in a scope of their own. */
export function functionRest(p: Printer, node: FunctionNode, index: number, context: FunctionContext): void {
  const names = ['arguments'];
  for (const parameter of node.params) patternNames(parameter, names);
  const { context: saved, strict } = p;
  p.strict ||= isStrict((node.body as { body: Statement[] }).body);
  p.context = p.source.page && !p.strict ? { ...context, globalThis: true } : context;
  inFunction(p, names, () => {
    parameters(p, node.params);
    p.at(node.body.start);
    block(p, node, index);
  });
  p.context = saved;
  p.strict = strict;
}

export function arrowFunction(p: Printer, node: ArrowFunctionExpression): void {
  const index = p.beginFunction(node.start, node.end);
  const names: string[] = [];
  for (const parameter of node.params) patternNames(parameter, names);
  const { strict } = p;
  if (node.body.type === 'BlockStatement') p.strict ||= isStrict(node.body.body);
  if (node.async) p.out += 'async';
  inFunction(p, names, () => {
    parameters(p, node.params);
    p.out += '=>';
    if (node.body.type === 'BlockStatement') block(p, node, index);
    else {
      p.out += '(';
      expression(p, node.body as Expression, Level.Sequence);
      p.out += p.marker(index) + ')';
    }
  });
  p.strict = strict;
}

/** Runs a print with names bound and with what a function ends: global var scope, completion values, a for head. */
export function inFunction(p: Printer, names: readonly string[], print: () => void): void {
  const { inGlobalVarScope, completion, noIn, inWith } = p;
  p.inGlobalVarScope = p.completion = p.noIn = p.inWith = false;
  p.functionDepth++;
  p.bind(names);
  print();
  p.unbind(names);
  p.functionDepth--;
  p.inGlobalVarScope = inGlobalVarScope;
  p.completion = completion;
  p.noIn = noIn;
  p.inWith = inWith;
}

function parameters(p: Printer, nodes: readonly Pattern[]): void {
  p.out += '(';
  for (let i = 0; i < nodes.length; i++) {
    if (i > 0) p.out += ',';
    pattern(p, nodes[i]!, true);
  }
  p.out += ')';
}

function block(p: Printer, node: FunctionNode, index: number): void {
  const body = (node.body as { body: Statement[] }).body;
  const names = bodyNames(body);
  p.bind(names);
  p.out += '{';
  statements(p, body);
  p.at(node.body.end - 1);
  p.out += p.marker(index) + '}';
  p.unbind(names);
}
