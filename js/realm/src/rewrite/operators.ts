import type { BinaryExpression, Expression, LogicalExpression, PrivateIdentifier, UnaryExpression } from 'acorn';
import { expression, member } from './expressions.js';
import { privateName } from './keys.js';
import { noteMember } from './patterns.js';
import { Level, levelOf, operatorLevel } from './precedence.js';
import type { Printer } from './printer.js';
import { deleteText, typeofText } from './references.js';

/** In the head of a for statement `in` stands in parentheses only. */
export const isBareIn = (p: Printer, node: Expression): boolean => p.noIn && node.type === 'BinaryExpression' && node.operator === 'in';

/** Long chains of operators lean to the left (concatenated strings): walked by a loop, so that their length costs no stack. */
export function binary(p: Printer, root: BinaryExpression | LogicalExpression): void {
  const spine = [root];
  const closes: boolean[] = [false];
  for (let node = root; ;) {
    const left = node.left as Expression | PrivateIdentifier;
    if (left.type !== 'BinaryExpression' && left.type !== 'LogicalExpression') break;
    const parenthesize = levelOf(left) < leftLevel(node) || mixesCoalesce(node, left) || isBareIn(p, left);
    if (parenthesize) p.out += '(';
    closes.push(parenthesize);
    spine.push(left);
    node = left;
  }
  const first = spine[spine.length - 1]!;
  const leftmost = first.left as Expression | PrivateIdentifier;
  if (leftmost.type === 'PrivateIdentifier') p.out += privateName(p, leftmost);
  else expression(p, leftmost, leftLevel(first));
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i]!;
    // Blanks on both sides keep `- -x`, `/ /re/` and `< !--x` apart.
    p.out += ` ${node.operator} `;
    const right = mixesCoalesce(node, node.right) ? Level.Primary : rightLevel(node);
    expression(p, node.right, right);
    if (closes[i]) p.out += ')';
  }
}

type Operation = BinaryExpression | LogicalExpression;

/** The base of a power is not a unary expression. */
const leftLevel = (node: Operation): Level => node.operator === '**' ? Level.Postfix : operatorLevel(node.operator, node.start);

const rightLevel = (node: Operation): Level =>
  node.operator === '**' ? Level.Exponent : operatorLevel(node.operator, node.start) + 1;

/** `??` may not stand beside `||` or `&&` without parentheses. */
function mixesCoalesce(node: Operation, operand: Expression): boolean {
  return operand.type === 'LogicalExpression' && (operand.operator === '??') !== (node.operator === '??');
}

export function unary(p: Printer, node: UnaryExpression): void {
  const { operator, argument } = node;
  if (operator === 'typeof' && argument.type === 'Identifier') {
    p.out += 'typeof ';
    p.at(argument.start);
    p.out += typeofText(p, argument);
    return;
  }
  if (operator === 'delete' && argument.type === 'Identifier') {
    p.at(argument.start);
    p.out += deleteText(p, argument);
    return;
  }
  if (operator === 'delete' && argument.type === 'MemberExpression') {
    noteMember(p, argument.property, argument.computed);
    p.out += 'delete ';
    p.at(argument.start);
    member(p, argument);
    return;
  }
  p.out += operator;
  // A blank after a word, and between signs that would join: `- -x`, `+ ++x`.
  if (operator.length > 1 || argument.type === 'UnaryExpression' || argument.type === 'UpdateExpression') p.out += ' ';
  expression(p, argument, Level.Unary);
}
