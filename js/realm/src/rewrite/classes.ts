import type {
  Class, ClassExpression, FunctionExpression, MethodDefinition, PrivateIdentifier, PropertyDefinition, StaticBlock,
} from 'acorn';
import { RewriteError } from './errors.js';
import { identifierText } from './escape.js';
import { expression } from './expressions.js';
import { propertyKey } from './keys.js';
import { functionRest, inFunction } from './functions.js';
import { methodPrefix } from './objects.js';
import { Level } from './precedence.js';
import { derivedConstructor, fieldInitializer, method, type Printer } from './printer.js';
import { bodyNames } from './scope.js';
import { statements } from './statements.js';

export function classExpression(p: Printer, node: ClassExpression): void {
  classRest(p, node);
}

/** Prints a class. Its own name is bound in its heritage and body, which are strict and hold its private names. */
export function classRest(p: Printer, node: Class): void {
  const index = p.beginFunction(node.start, node.end);
  const own = node.id ? [node.id.name] : [];
  p.out += 'class';
  if (node.id) {
    p.out += ' ';
    p.at(node.id.start);
    p.out += identifierText(node.id.name);
  }
  p.bind(own);
  const { strict } = p;
  p.strict = true;
  if (node.superClass) {
    p.out += ' extends(';
    expression(p, node.superClass, Level.Sequence);
    p.out += ')';
  }
  const privates = privateNames(node);
  p.privates.push(privates);
  p.at(node.body.start);
  p.out += '{';
  for (const element of node.body.body) {
    p.at(element.start);
    if (element.type === 'StaticBlock') staticBlock(p, element);
    else if (element.type === 'MethodDefinition') classMethod(p, element, !!node.superClass);
    else if (element.type === 'PropertyDefinition') field(p, element);
    else throw new RewriteError('Refused', 'unknown class element', (element as StaticBlock).start);
  }
  p.at(node.body.end - 1);
  p.out += p.marker(index) + '}';
  p.privates.pop(privates);
  p.unbind(own);
  p.strict = strict;
}

function privateNames(node: Class): string[] {
  const names: string[] = [];
  for (const element of node.body.body) {
    const key = element.type === 'StaticBlock' ? null : element.key as { type: string };
    if (key?.type === 'PrivateIdentifier') names.push((key as PrivateIdentifier).name);
  }
  return names;
}

function classMethod(p: Printer, node: MethodDefinition, derived: boolean): void {
  if (node.static) p.out += 'static ';
  const index = p.beginFunction(node.static ? afterStatic(p.source.text, node.start) : node.start, node.end);
  const value = node.value as FunctionExpression;
  if (node.kind === 'get' || node.kind === 'set') p.out += node.kind + ' ';
  else p.out += methodPrefix(value);
  propertyKey(p, node.key, node.computed);
  functionRest(p, value, index, node.kind === 'constructor' && derived ? derivedConstructor : method);
}

function field(p: Printer, node: PropertyDefinition): void {
  if (node.static) p.out += 'static ';
  propertyKey(p, node.key, node.computed);
  if (node.value) {
    const saved = p.context;
    p.context = fieldInitializer;
    p.out += '=';
    inFunction(p, [], () => expression(p, node.value!, Level.Assignment));
    p.context = saved;
  }
  p.out += ';';
}

function staticBlock(p: Printer, node: StaticBlock): void {
  const saved = p.context;
  p.context = method;
  p.out += 'static{';
  inFunction(p, ['arguments', ...bodyNames(node.body)], () => statements(p, node.body));
  p.at(node.end - 1);
  p.out += '}';
  p.context = saved;
}

const staticAndBlanks = /static(?:\s|\/\/.*|\/\*[^]*?\*\/)*/y;

/** A static method's own text begins after `static`. */
function afterStatic(text: string, start: number): number {
  staticAndBlanks.lastIndex = start;
  return start + (staticAndBlanks.exec(text)?.[0].length ?? 0);
}
