import type { Expression } from 'acorn';
import { RewriteError } from './errors.js';

/** How tightly an expression binds; higher is tighter. Gaps follow the productions of ECMA-262 section 13. */
export const enum Level {
  Sequence = 0, Assignment = 1, Conditional = 2, Or = 3, And = 4, BitOr = 5, BitXor = 6, BitAnd = 7, Equality = 8,
  Relational = 9, Shift = 10, Additive = 11, Multiplicative = 12, Exponent = 13, Unary = 14, Postfix = 15,
  /** An optional chain: parenthesised where a longer chain would swallow it. */
  Chain = 16, Call = 17, Primary = 18,
}

const binary = new Map<string, Level>([
  ['??', Level.Or], ['||', Level.Or], ['&&', Level.And], ['|', Level.BitOr], ['^', Level.BitXor], ['&', Level.BitAnd],
  ['==', Level.Equality], ['!=', Level.Equality], ['===', Level.Equality], ['!==', Level.Equality],
  ['<', Level.Relational], ['>', Level.Relational], ['<=', Level.Relational], ['>=', Level.Relational],
  ['in', Level.Relational], ['instanceof', Level.Relational],
  ['<<', Level.Shift], ['>>', Level.Shift], ['>>>', Level.Shift], ['+', Level.Additive], ['-', Level.Additive],
  ['*', Level.Multiplicative], ['/', Level.Multiplicative], ['%', Level.Multiplicative], ['**', Level.Exponent],
]);

export function operatorLevel(operator: string, offset: number): Level {
  const level = binary.get(operator);
  if (level === undefined) throw new RewriteError('Refused', 'unknown operator', offset);
  return level;
}

export function levelOf(node: Expression): Level {
  switch (node.type) {
    case 'SequenceExpression': return Level.Sequence;
    case 'AssignmentExpression':
    case 'ArrowFunctionExpression':
    case 'YieldExpression': return Level.Assignment;
    case 'ConditionalExpression': return Level.Conditional;
    case 'BinaryExpression':
    case 'LogicalExpression': return operatorLevel(node.operator, node.start);
    case 'UnaryExpression':
    case 'AwaitExpression': return Level.Unary;
    case 'UpdateExpression': return node.prefix ? Level.Unary : Level.Postfix;
    case 'ChainExpression': return Level.Chain;
    case 'CallExpression':
    case 'ImportExpression':
    case 'MemberExpression':
    case 'TaggedTemplateExpression': return Level.Call;
    default: return Level.Primary;
  }
}
