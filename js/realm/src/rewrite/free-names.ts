import type { AnyNode, BinaryExpression, CallExpression, LogicalExpression, Node, Pattern, Program } from 'acorn';
import { RewriteError } from './errors.js';

/**
 * The free names of a program, found bottom-up and without the printer's scopes, so that one cannot share the other's
 * mistakes: every scope collects what it declares and what it uses, and hands what is left to the scope around it.
 * `eval` counts as free but where it is called with one argument that is a call of `runtime.d`.
 */
export function freeNames(program: Program, runtime: string): Set<string> {
  const walk = new Walk(runtime);
  walk.scope('function', () => walk.visitAll(program.body));
  return walk.names.used;
}

interface Names { readonly used: Set<string>; readonly declared: Set<string>; readonly kind: 'function' | 'block' }

/** Children of every node type that the printer prints, in any order. A type that is not listed is not allowed. */
export const children: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>(Object.entries({
  Literal: [], ThisExpression: [], Super: [], EmptyStatement: [], BreakStatement: [], ContinueStatement: [], PrivateIdentifier: [],
  TemplateElement: [], ExpressionStatement: ['expression'], ReturnStatement: ['argument'], ThrowStatement: ['argument'],
  IfStatement: ['test', 'consequent', 'alternate'], WhileStatement: ['test', 'body'], DoWhileStatement: ['body', 'test'],
  LabeledStatement: ['body'], TryStatement: ['block', 'handler', 'finalizer'], SwitchCase: ['test', 'consequent'],
  ArrayExpression: ['elements'], ObjectExpression: ['properties'], UnaryExpression: ['argument'], UpdateExpression: ['argument'],
  AssignmentExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'], NewExpression: ['callee', 'arguments'],
  SequenceExpression: ['expressions'], SpreadElement: ['argument'],
  YieldExpression: ['argument'], AwaitExpression: ['argument'], TemplateLiteral: ['expressions'],
  TaggedTemplateExpression: ['tag', 'quasi'], ChainExpression: ['expression'], ArrayPattern: ['elements'],
  ObjectPattern: ['properties'], RestElement: ['argument'], AssignmentPattern: ['left', 'right'], ClassBody: ['body'],
}));

class Walk {
  constructor(private readonly runtime: string) {}

  names: Names = { used: new Set(), declared: new Set(), kind: 'function' };

  /** Visits nodes in a new scope, then closes it. */
  scope(kind: Names['kind'], visit: () => void): void {
    const outer = this.names;
    const inner: Names = { used: new Set(), declared: new Set(), kind };
    this.names = inner;
    this.enclosing.push(inner);
    visit();
    this.enclosing.pop();
    this.names = outer;
    for (const name of inner.used) if (!inner.declared.has(name)) outer.used.add(name);
  }

  visitAll(nodes: readonly (Node | null | undefined)[]): void {
    for (const node of nodes) this.visit(node);
  }

  private readonly enclosing: Names[] = [];

  private declare(pattern: Pattern, isVar: boolean): void {
    switch (pattern.type) {
      case 'Identifier': (isVar ? this.varScope() : this.names).declared.add(pattern.name); break;
      case 'ObjectPattern':
        for (const one of pattern.properties) this.declare(one.type === 'RestElement' ? one.argument : one.value, isVar);
        break;
      case 'ArrayPattern':
        for (const one of pattern.elements) if (one) this.declare(one, isVar);
        break;
      case 'AssignmentPattern': this.declare(pattern.left, isVar); break;
      case 'RestElement': this.declare(pattern.argument, isVar); break;
      default: break;
    }
  }

  private varScope(): Names {
    for (let i = this.enclosing.length - 1; ; i--) if (this.enclosing[i]!.kind === 'function') return this.enclosing[i]!;
  }

  private visit(one: Node | null | undefined): void {
    if (!one) return;
    const node = one as AnyNode;
    switch (node.type) {
      case 'Identifier': this.names.used.add(node.name); break;
      case 'BinaryExpression':
      case 'LogicalExpression': this.operation(node); break;
      case 'CallExpression':
        if (!this.isCheckedEval(node)) this.visit(node.callee);
        this.visitAll(node.arguments);
        break;
      case 'MemberExpression':
        this.visit(node.object);
        if (node.computed) this.visit(node.property);
        break;
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
        if (node.computed) this.visit(node.key);
        this.visit(node.value);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': this.function(node); break;
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.id && node.type === 'ClassDeclaration') this.names.declared.add(node.id.name);
        this.scope('block', () => {
          if (node.id) this.declare(node.id, false);
          this.visitAll([node.superClass, node.body]);
        });
        break;
      case 'StaticBlock': this.scope('function', () => this.visitAll(node.body)); break;
      case 'BlockStatement': this.scope('block', () => this.visitAll(node.body)); break;
      case 'SwitchStatement':
        this.visit(node.discriminant);
        this.scope('block', () => this.visitAll(node.cases));
        break;
      case 'ForStatement': this.scope('block', () => this.visitAll([node.init, node.test, node.update, node.body])); break;
      case 'ForInStatement':
      case 'ForOfStatement': this.scope('block', () => this.visitAll([node.left, node.right, node.body])); break;
      case 'CatchClause':
        this.scope('block', () => {
          if (node.param) this.declare(node.param, false);
          this.visitAll([node.param, node.body]);
        });
        break;
      case 'VariableDeclaration':
        for (const declarator of node.declarations) {
          this.declare(declarator.id, node.kind === 'var');
          this.visit(declarator.id);
          this.visit(declarator.init);
        }
        break;
      case 'MetaProperty':
        if (node.meta.name !== 'new') throw new RewriteError('Refused', 'cannot be printed: import.meta', 0);
        break;
      default: this.visitChildren(node);
    }
  }

  private visitChildren(node: AnyNode): void {
    const keys = children.get(node.type);
    if (!keys) throw new RewriteError('Refused', `cannot be printed: ${node.type}`, 0);
    for (const key of keys) {
      const value = (node as unknown as Record<string, Node | null | (Node | null)[]>)[key];
      if (Array.isArray(value)) this.visitAll(value);
      else this.visit(value);
    }
  }

  private isCheckedEval({ callee, optional, arguments: [first, ...others] }: CallExpression): boolean {
    if (callee.type !== 'Identifier' || callee.name !== 'eval' || optional || others.length > 0) return false;
    if (first?.type !== 'CallExpression' || first.callee.type !== 'MemberExpression' || first.callee.computed) return false;
    const { object, property } = first.callee;
    return object.type === 'Identifier' && object.name === this.runtime && property.type === 'Identifier' && property.name === 'd';
  }

  /** Chains of operators lean to the left and may be long: a loop. */
  private operation(root: BinaryExpression | LogicalExpression): void {
    let node: AnyNode = root;
    while (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
      this.visit(node.right);
      node = node.left as AnyNode;
    }
    this.visit(node);
  }

  /** Parameters do not see what the body declares. */
  private function(node: Extract<AnyNode, { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }>): void {
    if (node.id && node.type === 'FunctionDeclaration') this.names.declared.add(node.id.name);
    this.scope('function', () => {
      if (node.id) this.declare(node.id, false);
      if (node.type !== 'ArrowFunctionExpression') this.names.declared.add('arguments');
      for (const parameter of node.params) this.declare(parameter, false);
      this.visitAll(node.params);
      this.scope('function', () => this.visitAll(node.body.type === 'BlockStatement' ? node.body.body : [node.body]));
    });
  }
}
