import type { FunctionExpression, ObjectExpression, Property } from 'acorn';
import { RewriteError } from './errors.js';
import { expression } from './expressions.js';
import { propertyKey } from './keys.js';
import { functionRest } from './functions.js';
import { noteMember } from './patterns.js';
import { Level } from './precedence.js';
import { method, type Printer } from './printer.js';

export function objectExpression(p: Printer, node: ObjectExpression): void {
  p.out += '{';
  node.properties.forEach((property, index) => {
    if (index > 0) p.out += ',';
    if (property.type === 'SpreadElement') {
      p.at(property.start);
      p.out += '...';
      expression(p, property.argument, Level.Assignment);
    } else definition(p, property);
  });
  p.out += '}';
}

function definition(p: Printer, node: Property): void {
  noteMember(p, node.key, node.computed);
  p.at(node.start);
  if (node.method || node.kind !== 'init') {
    objectMethod(p, node, node.value as FunctionExpression);
    return;
  }
  // `{__proto__}` defines a property, `{__proto__: value}` would set the prototype.
  if (node.shorthand && node.key.type === 'Identifier' && node.key.name === '__proto__') p.out += '["__proto__"]';
  else propertyKey(p, node.key, node.computed);
  p.out += ':';
  expression(p, node.value, Level.Assignment);
}

function objectMethod(p: Printer, node: Property, value: FunctionExpression): void {
  const index = p.beginFunction(node.start, node.end);
  switch (node.kind) {
    case 'get':
    case 'set': p.out += node.kind + ' '; break;
    case 'init': p.out += methodPrefix(value); break;
    default: throw new RewriteError('Refused', 'unknown kind of property', (node as Property).start);
  }
  propertyKey(p, node.key, node.computed);
  functionRest(p, value, index, method);
}

/** `async`, `*`, both or neither, before a method's name. */
export function methodPrefix(node: FunctionExpression): string {
  return (node.async ? 'async ' : '') + (node.generator ? '*' : '');
}
