import type { Node } from './node';
import type { Reference, Scope } from './scopes';

/** A declaration with the scope it stands in; scopes know their names only after the walk. */
export interface Declaration { readonly node: Node; readonly scope: Scope }

/**
 * The identifiers that mean Node's `require`: free ones, and those of variables made by `createRequire(…)`. The latter matter to ES
 * modules; LavaMoat does not look for them.
 */
export function requireNames(references: readonly Reference[], declarations: readonly Declaration[]): ReadonlySet<Node> {
  const names = new Set<Node>();
  for (const { node, binding, write } of references) if (!binding && !write && node.name === 'require') names.add(node);
  for (const { node, scope } of declarations) {
    for (const declarator of node.declarations as Node[]) {
      if (declarator.id.type !== 'Identifier' || !isCreateRequire(declarator.init)) continue;
      for (const use of scope.lookup(declarator.id.name)?.references ?? []) names.add(use.node);
    }
  }
  return names;
}

function isCreateRequire(init: Node | null): boolean {
  if (init?.type !== 'CallExpression') return false;
  const callee = init.callee as Node;
  return (callee.type === 'Identifier' ? callee.name : callee.property?.name) === 'createRequire';
}
