import type { Aliases } from './aliases';
import { propertyName, type Node } from './node';
import type { Reference, Scope } from './scopes';

/** A declaration with the scope it stands in; scopes know their names only after the walk. */
export interface Declaration { readonly node: Node; readonly scope: Scope }

/**
 * The expressions that mean Node's `require`: free identifiers, variables made by `createRequire(…)`, and aliases: `var _require = require`,
 * `module.require`, a parameter that is given it. LavaMoat looks for the first kind only.
 */
export function requireNames(references: readonly Reference[], declarations: readonly Declaration[], aliases: () => Aliases): { has(node: Node): boolean } {
  const names = new Set<Node>();
  let isValue = false;
  for (const { node, binding, write } of references) {
    if (binding || write || node.name !== 'require') continue;
    names.add(node);
    const parent = node.parent!;
    isValue ||= !(parent.type === 'CallExpression' && parent.callee === node) && parent.type !== 'MemberExpression' && parent.type !== 'UnaryExpression' && parent.type !== 'BinaryExpression';
  }
  for (const { node, scope } of declarations) {
    for (const declarator of node.declarations as Node[]) {
      if (declarator.id.type !== 'Identifier' || !isCreateRequire(declarator.init)) continue;
      for (const use of scope.lookup(declarator.id.name)?.references ?? []) names.add(use.node);
    }
  }
  // Following aliases costs another look at the whole text: only where `require` is handed on at all.
  const isAlias = (node: Node) => (node.type === 'MemberExpression' ? propertyName(node) === 'require' : isValue && node.type === 'Identifier')
    && aliases().of(node).some((path) => /^(?:module\.)?require$/.test(path.join('.')));
  return { has: (node) => names.has(node) || isAlias(node) };
}

function isCreateRequire(init: Node | null): boolean {
  if (init?.type !== 'CallExpression') return false;
  const callee = init.callee as Node;
  return (callee.type === 'Identifier' ? callee.name : callee.property?.name) === 'createRequire';
}
