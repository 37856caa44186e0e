import type { AnyNode, Expression } from 'acorn';

/** True where an expression, put at the start of a statement, would be read as a declaration, a block or a directive. */
export function needsParentheses(root: Expression): boolean {
  if (root.type === 'Literal') return typeof root.value === 'string';
  for (let node: AnyNode = root; ;) {
    switch (node.type) {
      case 'FunctionExpression':
      case 'ClassExpression':
      case 'ObjectExpression':
      case 'ObjectPattern': return true;
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AssignmentExpression': node = node.left as AnyNode; break;
      case 'ConditionalExpression': node = node.test as AnyNode; break;
      case 'SequenceExpression': node = node.expressions[0] as AnyNode; break;
      case 'MemberExpression': node = node.object as AnyNode; break;
      case 'CallExpression': node = node.callee as AnyNode; break;
      case 'TaggedTemplateExpression': node = node.tag as AnyNode; break;
      case 'ChainExpression': node = node.expression as AnyNode; break;
      case 'UpdateExpression':
        if (node.prefix) return false;
        node = node.argument as AnyNode;
        break;
      default: return false;
    }
  }
}
