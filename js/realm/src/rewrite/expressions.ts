import type {
  ArrayExpression, AssignmentExpression, Expression, Identifier, Literal, MemberExpression, MetaProperty, YieldExpression,
} from 'acorn';
import { call, construct, element, list } from './calls.js';
import { classExpression } from './classes.js';
import { RewriteError } from './errors.js';
import { bigintLiteral, isAsciiName, memberText, numberLiteral, regularExpression, stringLiteral } from './escape.js';
import { arrowFunction, functionExpression } from './functions.js';
import { privateName } from './keys.js';
import { objectExpression } from './objects.js';
import { binary, isBareIn, unary } from './operators.js';
import { assigned, pattern, target } from './patterns.js';
import { Level, levelOf } from './precedence.js';
import type { Printer } from './printer.js';
import { losesName, namespaceMemberText, noteRead, readText } from './references.js';
import { taggedTemplate, templateLiteral } from './templates.js';

/** Prints an expression, parenthesised where it binds less tightly than `level`. */
export function expression(p: Printer, node: Expression, level: Level): void {
  const parenthesize = levelOf(node) < level || isBareIn(p, node);
  if (parenthesize) p.out += '(';
  p.at(node.start);
  bare(p, node);
  if (parenthesize) p.out += ')';
}

function bare(p: Printer, node: Expression): void {
  switch (node.type) {
    case 'Identifier': p.out += readText(p, node); break;
    case 'Literal': literal(p, node); break;
    case 'ThisExpression': p.out += p.context.globalThis ? `(this??${p.source.names.G})` : 'this'; break;
    case 'MemberExpression': {
      const exported = namespaceMemberText(p, node, false);
      if (exported === undefined) member(p, node);
      else p.out += exported;
      break;
    }
    case 'CallExpression': call(p, node); break;
    case 'NewExpression': construct(p, node); break;
    case 'FunctionExpression': functionExpression(p, node); break;
    case 'ArrowFunctionExpression': arrowFunction(p, node); break;
    case 'ClassExpression': classExpression(p, node); break;
    case 'ObjectExpression': objectExpression(p, node); break;
    case 'ArrayExpression': array(p, node); break;
    case 'BinaryExpression':
    case 'LogicalExpression': binary(p, node); break;
    case 'AssignmentExpression': assignment(p, node); break;
    case 'UnaryExpression': unary(p, node); break;
    case 'UpdateExpression':
      noteRead(p, node.argument);
      if (node.prefix) p.out += node.operator;
      pattern(p, node.argument as Identifier | MemberExpression, false);
      if (!node.prefix) p.out += node.operator;
      break;
    case 'ConditionalExpression':
      expression(p, node.test, Level.Or);
      p.out += '?';
      expression(p, node.consequent, Level.Assignment);
      p.out += ':';
      expression(p, node.alternate, Level.Assignment);
      break;
    case 'SequenceExpression': list(p, node.expressions); break;
    case 'TemplateLiteral': templateLiteral(p, node); break;
    case 'TaggedTemplateExpression': taggedTemplate(p, node); break;
    case 'ChainExpression': bare(p, node.expression); break;
    case 'AwaitExpression':
      if (p.functionDepth === 0) p.topLevelAwait = true;
      p.out += 'await ';
      expression(p, node.argument, Level.Unary);
      break;
    case 'YieldExpression': yielded(p, node); break;
    case 'ImportExpression':
      p.dynamicImport = true;
      p.out += p.source.names.S + '.i(';
      list(p, node.options ? [node.source, node.options] : [node.source]);
      p.out += ')';
      break;
    case 'MetaProperty': metaProperty(p, node); break;
    case 'ParenthesizedExpression': expression(p, node.expression, Level.Primary); break;
    default: throw new RewriteError('Refused', `unknown syntax ${String((node as { type: unknown }).type)}`, (node as Expression).start);
  }
}

function literal(p: Printer, node: Literal): void {
  if (node.regex) p.out += regularExpression(node.regex.pattern, node.regex.flags, node.start);
  else if (node.bigint != null) p.out += bigintLiteral(node.bigint, node.start);
  else if (typeof node.value === 'string') p.out += stringLiteral(node.value);
  else if (typeof node.value === 'number') p.out += numberLiteral(node.value);
  else p.out += String(node.value as boolean | null);
}

/** Members of a refused global that are worth telling. */
const longestPath = 8;

/** Prints the object of a property access, and the access, as a reference to the property itself. */
export function member(p: Printer, node: MemberExpression): void {
  const { object } = node;
  const isPath = !node.computed && node.property.type === 'Identifier' && (object.type === 'Identifier' || object.type === 'MemberExpression');
  p.path = isPath ? [(node.property as Identifier).name, ...p.path.slice(0, longestPath)] : [];
  if (object.type === 'Super') p.out += 'super';
  else if (object.type === 'Literal' && typeof object.value === 'number') {
    p.at(object.start);
    p.out += `(${numberLiteral(object.value)})`;
  } else expression(p, object, Level.Call);
  p.path = [];
  if (node.computed) {
    p.out += node.optional ? '?.[' : '[';
    expression(p, node.property as Expression, Level.Sequence);
    p.out += ']';
    return;
  }
  p.at(node.property.start);
  if (node.property.type === 'PrivateIdentifier') {
    p.out += (node.optional ? '?.' : '.') + privateName(p, node.property);
  } else {
    const { name } = node.property as Identifier;
    p.out += node.optional ? (isAsciiName(name) ? '?.' + name : `?.[${stringLiteral(name)}]`) : memberText(name);
  }
}

function array(p: Printer, node: ArrayExpression): void {
  const { elements } = node;
  p.out += '[';
  for (let i = 0; i < elements.length; i++) {
    const one = elements[i];
    if (one) element(p, one);
    // A hole needs its comma even at the end.
    if (i < elements.length - 1 || !one) p.out += ',';
  }
  p.out += ']';
}

function assignment(p: Printer, node: AssignmentExpression): void {
  const { left, right, operator } = node;
  const parenthesized = node.start !== left.start;
  if (operator !== '=') noteRead(p, left);
  target(p, left, false, parenthesized);
  p.out += operator;
  const names = operator === '=' || operator === '&&=' || operator === '||=' || operator === '??=';
  assigned(p, left, right, names && losesName(p, left, right, parenthesized));
}

function yielded(p: Printer, node: YieldExpression): void {
  p.out += node.delegate ? 'yield* ' : 'yield';
  if (node.argument) restricted(p, node.argument, Level.Assignment);
}

/** Prints an operand before which a line may not break (after `return`, `throw`, `yield`). */
export function restricted(p: Printer, node: Expression, level: Level): void {
  const parenthesize = p.breaksBefore(node.start);
  p.out += parenthesize ? '(' : ' ';
  expression(p, node, parenthesize ? Level.Sequence : level);
  if (parenthesize) p.out += ')';
}

function metaProperty(p: Printer, node: MetaProperty): void {
  if (node.meta.name === 'import' && node.property.name === 'meta') {
    p.usesMeta = true;
    p.out += p.source.names.S + '.m()';
  } else if (node.meta.name === 'new' && node.property.name === 'target') p.out += 'new.target';
  else throw new RewriteError('Refused', 'unknown meta property', node.start);
}
