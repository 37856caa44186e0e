/** An acorn node, read by duck: the analysis asks for what it needs and treats the rest alike. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Set while scopes are resolved. */
  parent?: Node;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [field: string]: any;
}

/** The node around this one; the wrapper that acorn puts around optional chains is no node of the language. */
export function parentOf(node: Node): Node | undefined {
  let parent = node.parent;
  while (parent?.type === 'ChainExpression') parent = parent.parent;
  return parent;
}

/** Calls `visit` for each child node in source order. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  for (const field in node) {
    if (field === 'parent') continue;
    const value: unknown = node[field];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) {
      visit(value);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The string a node is, if it is one literally: a string literal or a template without holes. */
export function literalString(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked ?? undefined;
  return undefined;
}

/** The property a member expression names, if that is evident. */
export function propertyName(member: Node): string | undefined {
  if (member.computed) return literalString(member.property);
  return member.property.type === 'PrivateIdentifier' ? undefined : member.property.name;
}
