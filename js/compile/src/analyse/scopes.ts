import { eachChild, type Node } from './node';

/** A name in a scope and everywhere it is used. */
export interface Binding { readonly references: Reference[] }

/** One use of a name. `binding` is undefined for a free name. */
export interface Reference {
  readonly node: Node;
  readonly scope: Scope;
  readonly read: boolean;
  readonly write: boolean;
  binding?: Binding;
}

export class Scope {
  readonly names = new Map<string, Binding>();
  constructor(readonly parent: Scope | undefined, readonly holdsVar: boolean) {}

  declare(name: string): void {
    if (!this.names.has(name)) this.names.set(name, { references: [] });
  }

  lookup(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const binding = scope.names.get(name);
      if (binding) return binding;
    }
    return undefined;
  }
}

/**
 * Every use of a name in a tree with the binding it means, and parents set on every node. Uses are resolved after the walk, so hoisting
 * needs no second pass. Functions declared in blocks belong to the block: guests run in strict mode.
 * `functions` is given the scope inside each function. Recursive; a tree too deep for the stack throws RangeError, which the caller treats like a parser's.
 */
export function resolveScopes(tree: Node, visit: (node: Node, scope: Scope) => void, functions?: Map<Node, Scope>): Reference[] {
  const references: Reference[] = [];

  const use = (node: Node, scope: Scope, read: boolean, write: boolean) => { references.push({ node, scope, read, write }); };
  const varScope = (scope: Scope): Scope => {
    let at = scope;
    while (!at.holdsVar) at = at.parent!;
    return at;
  };
  const each = (nodes: readonly (Node | null)[], parent: Node, scope: Scope) => {
    for (const node of nodes) if (node) walk(node, parent, scope);
  };

  /** A pattern that declares: its names go to `target`, its defaults and computed keys are evaluated in `scope`. */
  function declare(pattern: Node, parent: Node, target: Scope, scope: Scope): void {
    pattern.parent = parent;
    switch (pattern.type) {
      case 'Identifier': target.declare(pattern.name); break;
      case 'ObjectPattern':
        for (const property of pattern.properties as Node[]) {
          property.parent = pattern;
          if (property.type === 'RestElement') declare(property.argument, property, target, scope);
          else {
            key(property, scope);
            declare(property.value, property, target, scope);
          }
        }
        break;
      case 'ArrayPattern': for (const element of pattern.elements) if (element) declare(element, pattern, target, scope); break;
      case 'RestElement': declare(pattern.argument, pattern, target, scope); break;
      case 'AssignmentPattern':
        declare(pattern.left, pattern, target, scope);
        walk(pattern.right, pattern, scope);
        break;
    }
  }

  /** A pattern that assigns to what is there already. */
  function assign(pattern: Node, parent: Node, scope: Scope, read: boolean): void {
    pattern.parent = parent;
    switch (pattern.type) {
      case 'Identifier': use(pattern, scope, read, true); break;
      case 'ObjectPattern':
        visit(pattern, scope);
        for (const property of pattern.properties as Node[]) {
          property.parent = pattern;
          if (property.type === 'RestElement') assign(property.argument, property, scope, false);
          else {
            key(property, scope);
            assign(property.value, property, scope, false);
          }
        }
        break;
      case 'ArrayPattern': for (const element of pattern.elements) if (element) assign(element, pattern, scope, false); break;
      case 'RestElement': assign(pattern.argument, pattern, scope, false); break;
      case 'AssignmentPattern':
        assign(pattern.left, pattern, scope, false);
        walk(pattern.right, pattern, scope);
        break;
      default: walk(pattern, parent, scope);
    }
  }

  function key(node: Node, scope: Scope): void {
    if (node.computed) walk(node.key, node, scope);
    else (node.key as Node).parent = node;
  }

  function func(node: Node, scope: Scope): void {
    const inner = new Scope(scope, true);
    functions?.set(node, inner);
    if (node.type === 'FunctionExpression' && node.id) inner.declare(node.id.name);
    for (const parameter of node.params as Node[]) declare(parameter, node, inner, inner);
    const body: Node = node.body;
    if (body.type !== 'BlockStatement') walk(body, node, inner);
    else {
      body.parent = node;
      each(body.body, body, inner);
    }
  }

  function classLike(node: Node, scope: Scope): void {
    const inner = new Scope(scope, false);
    if (node.id) inner.declare(node.id.name);
    if (node.superClass) walk(node.superClass, node, inner);
    walk(node.body, node, inner);
  }

  function walk(node: Node, parent: Node | undefined, scope: Scope): void {
    if (parent) node.parent = parent;
    visit(node, scope);
    switch (node.type) {
      case 'Identifier': use(node, scope, true, false); return;
      case 'VariableDeclaration': {
        const target = node.kind === 'var' ? varScope(scope) : scope;
        for (const declarator of node.declarations as Node[]) {
          declarator.parent = node;
          declare(declarator.id, declarator, target, scope);
          if (declarator.init) walk(declarator.init, declarator, scope);
        }
        return;
      }
      case 'FunctionDeclaration':
        if (node.id) scope.declare(node.id.name);
        func(node, scope);
        return;
      case 'FunctionExpression': case 'ArrowFunctionExpression': func(node, scope); return;
      case 'ClassDeclaration':
        if (node.id) scope.declare(node.id.name);
        classLike(node, scope);
        return;
      case 'ClassExpression': classLike(node, scope); return;
      case 'MethodDefinition': case 'PropertyDefinition': case 'Property': case 'AccessorProperty':
        key(node, scope);
        if (node.value) walk(node.value, node, scope);
        return;
      case 'StaticBlock': each(node.body, node, new Scope(scope, true)); return;
      case 'BlockStatement': each(node.body, node, new Scope(scope, false)); return;
      case 'CatchClause': {
        const inner = new Scope(scope, false);
        if (node.param) declare(node.param, node, inner, inner);
        walk(node.body, node, inner);
        return;
      }
      case 'ForStatement': {
        const inner = new Scope(scope, false);
        each([node.init, node.test, node.update, node.body], node, inner);
        return;
      }
      case 'ForInStatement': case 'ForOfStatement': {
        const inner = new Scope(scope, false);
        if (node.left.type === 'VariableDeclaration') walk(node.left, node, inner);
        else assign(node.left, node, inner, false);
        walk(node.right, node, inner);
        walk(node.body, node, inner);
        return;
      }
      case 'SwitchStatement': {
        walk(node.discriminant, node, scope);
        each(node.cases, node, new Scope(scope, false));
        return;
      }
      case 'AssignmentExpression':
        assign(node.left, node, scope, node.operator !== '=');
        walk(node.right, node, scope);
        return;
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') assign(node.argument, node, scope, true);
        else walk(node.argument, node, scope);
        return;
      case 'MemberExpression':
        walk(node.object, node, scope);
        if (node.computed) walk(node.property, node, scope);
        else (node.property as Node).parent = node;
        return;
      case 'LabeledStatement': walk(node.body, node, scope); return;
      case 'BreakStatement': case 'ContinueStatement': case 'MetaProperty': return;
      case 'ImportDeclaration': for (const specifier of node.specifiers as Node[]) scope.declare(specifier.local.name); return;
      case 'ExportAllDeclaration': return;
      case 'ExportNamedDeclaration':
        if (node.declaration) walk(node.declaration, node, scope);
        else if (!node.source) for (const specifier of node.specifiers as Node[]) {
          specifier.parent = node;
          if (specifier.local.type === 'Identifier') walk(specifier.local, specifier, scope);
        }
        return;
      default: eachChild(node, (child) => walk(child, node, scope));
    }
  }

  walk(tree, undefined, new Scope(undefined, true));
  for (const reference of references) {
    const binding = reference.scope.lookup(reference.node.name);
    if (!binding) continue;
    reference.binding = binding;
    binding.references.push(reference);
  }
  return references;
}
