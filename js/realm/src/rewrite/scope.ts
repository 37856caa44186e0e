import type { ModuleDeclaration, Pattern, Statement, VariableDeclaration } from 'acorn';

type Item = Statement | ModuleDeclaration;

/**
 * Which names are bound here. Scopes nest strictly, so one counter per name answers in constant time, at any depth;
 * scopes themselves need no objects.
 */
export class Bindings {
  private readonly counts = new Map<string, number>();

  push(names: readonly string[]): void {
    for (const name of names) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  pop(names: readonly string[]): void {
    for (const name of names) this.counts.set(name, this.counts.get(name)! - 1);
  }

  has(name: string): boolean {
    const count = this.counts.get(name);
    return count !== undefined && count > 0;
  }

  /** How many names were ever bound: what `visible` walks. */
  get size(): number {
    return this.counts.size;
  }

  /** Every bound name. */
  visible(): string[] {
    const names: string[] = [];
    for (const [name, count] of this.counts) if (count > 0) names.push(name);
    return names;
  }
}

/** Appends the names that a binding pattern declares. */
export function patternNames(pattern: Pattern, names: string[]): void {
  switch (pattern.type) {
    case 'Identifier': names.push(pattern.name); break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        patternNames(property.type === 'RestElement' ? property.argument : property.value, names);
      }
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) patternNames(element, names);
      break;
    case 'AssignmentPattern': patternNames(pattern.left, names); break;
    case 'RestElement': patternNames(pattern.argument, names); break;
    case 'MemberExpression': break;
  }
}

export function declaredNames(declaration: VariableDeclaration, names: string[]): void {
  for (const declarator of declaration.declarations) patternNames(declarator.id, names);
}

const declarationOf = (item: Item): Item =>
  (item.type === 'ExportNamedDeclaration' && item.declaration) || item;

/** VarDeclaredNames of a function body or program without its top-level functions, in source order, with duplicates. */
export function varNames(items: readonly Item[], names: string[]): void {
  for (const item of items) statementVars(item, names);
}

function statementVars(item: Item | null | undefined, names: string[]): void {
  if (!item) return;
  const node = declarationOf(item);
  switch (node.type) {
    case 'VariableDeclaration': if (node.kind === 'var') declaredNames(node, names); break;
    case 'BlockStatement': varNames(node.body, names); break;
    case 'IfStatement': {
      // else-if chains are long in generated code: a loop, not a recursion.
      let branch: Statement | null | undefined = node;
      while (branch?.type === 'IfStatement') {
        statementVars(branch.consequent, names);
        branch = branch.alternate;
      }
      statementVars(branch, names);
      break;
    }
    case 'ForStatement':
      if (node.init?.type === 'VariableDeclaration' && node.init.kind === 'var') declaredNames(node.init, names);
      statementVars(node.body, names);
      break;
    case 'ForInStatement':
    case 'ForOfStatement':
      if (node.left.type === 'VariableDeclaration' && node.left.kind === 'var') declaredNames(node.left, names);
      statementVars(node.body, names);
      break;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'WithStatement':
    case 'LabeledStatement': statementVars(node.body, names); break;
    case 'TryStatement':
      varNames(node.block.body, names);
      if (node.handler) varNames(node.handler.body.body, names);
      if (node.finalizer) varNames(node.finalizer.body, names);
      break;
    case 'SwitchStatement':
      for (const one of node.cases) varNames(one.consequent, names);
      break;
    default: break;
  }
}

/** Whether a body or program begins with the directive "use strict". */
export const isStrict = (items: readonly Item[]): boolean => items.some((item) => item.type === 'ExpressionStatement' && item.directive === 'use strict');

/** Names that let, const and class declare directly in a list of statements. */
export function lexicalNames(items: readonly Item[], names: string[]): void {
  for (const item of items) {
    const node = item.type === 'ExportDefaultDeclaration' ? item.declaration : declarationOf(item);
    if (node.type === 'VariableDeclaration') {
      if (node.kind !== 'var') declaredNames(node, names);
    } else if (node.type === 'ClassDeclaration' && node.id) names.push(node.id.name);
  }
}

/** Names of the function declarations directly in a list of statements. */
export function functionNames(items: readonly Item[], names: string[]): void {
  for (const item of items) {
    const node = item.type === 'ExportDefaultDeclaration' ? item.declaration : declarationOf(item);
    if (node.type === 'FunctionDeclaration' && node.id) names.push(node.id.name);
  }
}

/** All names that a block binds. */
export function blockNames(items: readonly Item[]): string[] {
  const names: string[] = [];
  lexicalNames(items, names);
  functionNames(items, names);
  return names;
}

/** All names that a function body binds. */
export function bodyNames(items: readonly Item[]): string[] {
  const names = blockNames(items);
  varNames(items, names);
  return names;
}
