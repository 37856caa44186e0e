import { parentOf, type Node } from '../analyse/node';

/** The longest chain of `.name` after an expression: `a` in `a.b.c[d].e` has keys b and c. */
export interface Chain {
  readonly keys: readonly string[];
  /** The last member expression of the chain, or the expression itself. */
  readonly top: Node;
  readonly parent: Node | undefined;
}

export function chainOf(expression: Node): Chain {
  const keys: string[] = [];
  let top = expression;
  for (;;) {
    const parent = parentOf(top);
    if (parent?.type !== 'MemberExpression' || parent.computed || parent.property === top) return { keys, top, parent };
    keys.push(parent.property.type === 'PrivateIdentifier' ? `#${parent.property.name}` : parent.property.name);
    top = parent;
  }
}

/** A variable that a declaration makes, with the keys that lead to its value. */
export interface Declared { readonly name: string | undefined; readonly keys: readonly string[] }

/**
 * What a declared pattern takes from its value. A pattern with a computed key or a rest takes the whole; keys that are strings are passed
 * over, as LavaMoat does.
 */
export function declaredBy(pattern: Node, keys: readonly string[] = []): Declared[] {
  switch (pattern.type) {
    case 'Identifier': return [{ name: pattern.name, keys }];
    case 'AssignmentPattern': return [{ name: pattern.left.type === 'Identifier' ? pattern.left.name : undefined, keys }];
    case 'ObjectPattern': {
      const properties = pattern.properties as Node[];
      if (properties.some((property) => property.type === 'RestElement' || property.computed)) return [{ name: undefined, keys }];
      return properties.flatMap((property) => property.key.type === 'Identifier' ? declaredBy(property.value, [...keys, property.key.name]) : []);
    }
    case 'ArrayPattern': {
      const elements = pattern.elements as (Node | null)[];
      if (elements.some((element) => element?.type === 'RestElement')) return [{ name: undefined, keys }];
      return elements.flatMap((element, index) => element ? declaredBy(element, [...keys, String(index)]) : []);
    }
    default: return [{ name: undefined, keys }];
  }
}
