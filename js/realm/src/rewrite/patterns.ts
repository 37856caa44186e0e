import type { Expression, Identifier, Pattern } from 'acorn';
import { expression, member } from './expressions.js';
import { propertyKey } from './keys.js';
import { identifierText } from './escape.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { isLocal, losesName, nameClosing, nameOpening, targetText } from './references.js';

/**
 * Prints a binding pattern (`declares`: its names are local here, they are printed as they are) or an assignment pattern.
 * Shorthand properties are printed in full, since what they name may no longer be an identifier.
 */
export function pattern(p: Printer, node: Pattern, declares: boolean): void {
  p.at(node.start);
  switch (node.type) {
    case 'Identifier': p.out += declares ? identifierText(node.name) : targetText(p, node); break;
    case 'MemberExpression': memberTarget(p, node); break;
    case 'RestElement':
      p.out += '...';
      pattern(p, node.argument, declares);
      break;
    case 'AssignmentPattern': {
      // `[(x) = function(){}]` does not name the function; the parentheses are only visible in the offsets.
      const parenthesized = node.start !== node.left.start;
      target(p, node.left, declares, parenthesized);
      p.out += '=';
      assigned(p, node.left, node.right, !declares && losesName(p, node.left, node.right, parenthesized));
      break;
    }
    case 'ArrayPattern':
      p.out += '[';
      node.elements.forEach((element, index) => {
        if (index > 0) p.out += ',';
        if (element) pattern(p, element, declares);
        else if (index === node.elements.length - 1) p.out += ',';
      });
      p.out += ']';
      break;
    case 'ObjectPattern':
      p.out += '{';
      node.properties.forEach((property, index) => {
        if (index > 0) p.out += ',';
        if (property.type === 'RestElement') pattern(p, property, declares);
        else {
          propertyKey(p, property.key, property.computed);
          p.out += ':';
          pattern(p, property.value, declares);
        }
      });
      p.out += '}';
      break;
  }
}

/** Prints the left side of an assignment, keeping parentheses that withhold a name. */
export function target(p: Printer, node: Pattern, declares: boolean, parenthesized: boolean): void {
  const keep = parenthesized && node.type === 'Identifier' && !declares && isLocal(p, node);
  if (keep) p.out += '(';
  pattern(p, node, declares);
  if (keep) p.out += ')';
}

/** Prints the right side of an assignment to `left`; `named`: gives an anonymous function the name that is lost otherwise. */
export function assigned(p: Printer, left: Pattern, right: Expression, named: boolean): void {
  const name = (left as Identifier).name;
  if (named) p.out += nameOpening(name);
  expression(p, right, Level.Assignment);
  if (named) p.out += nameClosing(name);
}

function memberTarget(p: Printer, node: Extract<Pattern, { type: 'MemberExpression' }>): void {
  noteMember(p, node.property as Expression, node.computed);
  member(p, node);
}

/** Remembers a property name that the source sets or defines. */
export function noteMember(p: Printer, key: { type: string }, computed: boolean): void {
  const node = key as Expression;
  if (node.type === 'Identifier' && !computed) p.members.add(node.name);
  else if (node.type === 'Literal' && typeof node.value === 'string') p.members.add(node.value);
}
