import { eachChild, parentOf, propertyName, type Node } from './node';
import type { Declaration } from './requires';
import type { Binding, Reference, Scope } from './scopes';

/** Names by which a program reaches its global object. */
export const globalObjects: ReadonlySet<string> = new Set(['window', 'self', 'global', 'globalThis', 'top', 'frames', 'parent']);

/** Keys that lead from the global object to a value; none for the global object itself. */
export type Path = readonly string[];

/** A call or function with the scope it stands in. */
export interface Placed { readonly node: Node; readonly scope: Scope }

// A variable that may be more things than this, or lies deeper, is nobody's alias.
const mostPaths = 16;
const longestPath = 4;

/**
 * What variables may stand for: `var root = freeGlobal || self` is the global object, `const now = root.Date.now` the clock. Followed through
 * declarations, assignments, `||`, `?:`, arguments and results of functions called by name or where they stand; not through objects.
 * Says what may be, not what is: a value of several sources has the paths of all.
 */
export class Aliases {
  readonly #sources = new Map<Binding, { readonly value: Node; readonly keys: Path }[]>();
  readonly #functions = new Map<Binding, Node[]>();
  readonly #returned = new Map<Node, Node[]>();
  readonly #paths = new Map<Binding, readonly Path[]>();
  readonly #results = new Map<Node, readonly Path[]>();
  readonly #bindings = new Map<Node, Binding | undefined>();

  /** `functions` holds the scopes inside functions, by node; `returns` every return statement. */
  constructor(references: readonly Reference[], declarations: readonly Declaration[], calls: readonly Placed[], functions: ReadonlyMap<Node, Scope>, returns: readonly Node[]) {
    for (const { node, binding } of references) this.#bindings.set(node, binding);
    for (const { node, scope } of declarations) {
      for (const { id, init } of node.declarations as Node[]) if (init) this.#assign(id, init, scope);
    }
    for (const { node, binding } of references) {
      const parent = node.parent;
      if (binding && parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=') this.#add(binding, parent.right, []);
    }
    for (const [node, scope] of functions) {
      if (node.type === 'FunctionDeclaration' && node.id) {
        const binding = scope.parent?.lookup(node.id.name);
        if (binding) this.#functions.set(binding, [...this.#functions.get(binding) ?? [], node]);
      } else if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') this.#returned.set(node, [node.body]);
    }
    for (const node of returns) {
      let at = node.parent;
      while (at && !functions.has(at)) at = at.parent;
      if (at && node.argument) this.#returned.set(at, [...this.#returned.get(at) ?? [], node.argument]);
    }
    for (const { node } of calls) {
      const [callee, args] = calleeOf(node);
      for (const called of this.#calledBy(callee)) {
        const scope = functions.get(called)!;
        (called.params as Node[]).forEach((parameter, index) => {
          if (args[index]) this.#assign(parameter.type === 'AssignmentPattern' ? parameter.left : parameter, args[index], scope);
        });
      }
    }
  }

  /** The paths that an expression may stand for. */
  of(expression: Node): readonly Path[] {
    switch (expression.type) {
      case 'Identifier': {
        const binding = this.#bindings.get(expression);
        if (binding) return this.#ofBinding(binding);
        return this.#bindings.has(expression) ? [globalObjects.has(expression.name) ? [] : [expression.name]] : [];
      }
      case 'MemberExpression': {
        const key = propertyName(expression);
        return key === undefined ? [] : this.of(expression.object).flatMap((path) => extended(path, [key]));
      }
      case 'LogicalExpression': return expression.operator === '&&' ? this.of(expression.right) : [...this.of(expression.left), ...this.of(expression.right)];
      case 'ConditionalExpression': return [...this.of(expression.consequent), ...this.of(expression.alternate)];
      case 'SequenceExpression': return this.of(expression.expressions.at(-1));
      case 'AssignmentExpression': return expression.operator === '=' ? this.of(expression.right) : [];
      case 'ChainExpression': return this.of(expression.expression);
      case 'CallExpression':
        if (makesGlobal(expression.callee)) return [[]];
        return this.#calledBy(calleeOf(expression)[0]).flatMap((called) => this.#ofResult(called)).slice(0, mostPaths);
      default: return [];
    }
  }

  /** What a name is bound to; undefined for a free one. */
  bindingOf(name: Node): Binding | undefined { return this.#bindings.get(name); }

  /** Where a declared name is read. */
  usesOf(declared: Node): Node[] { return this.#bindings.get(declared)?.references.filter(({ read }) => read).map(({ node }) => node) ?? []; }

  /** The only value that a variable is seen to have. */
  valueOf(binding: Binding): Node | undefined {
    const sources = this.#sources.get(binding);
    return sources?.length === 1 && sources[0]!.keys.length === 0 ? sources[0]!.value : undefined;
  }

  /** The member that a name was taken from its only value by: `join` in `const { join: j } = require('path')`. */
  memberOf(name: Node): string | undefined {
    const binding = this.#bindings.get(name);
    const sources = binding && this.#sources.get(binding);
    if (sources?.length !== 1) return undefined;
    const [{ value, keys }] = sources as [{ value: Node; keys: Path }];
    return keys.at(-1) ?? (value.type === 'MemberExpression' ? propertyName(value) : undefined);
  }

  #ofBinding(binding: Binding): readonly Path[] {
    const known = this.#paths.get(binding);
    if (known) return known;
    this.#paths.set(binding, []); // a circle adds nothing
    const paths = this.#union(this.#sources.get(binding) ?? []);
    this.#paths.set(binding, paths);
    return paths;
  }

  #ofResult(called: Node): readonly Path[] {
    const known = this.#results.get(called);
    if (known) return known;
    this.#results.set(called, []);
    const paths = this.#union((this.#returned.get(called) ?? []).map((value) => ({ value, keys: [] })));
    this.#results.set(called, paths);
    return paths;
  }

  #union(sources: readonly { readonly value: Node; readonly keys: Path }[]): readonly Path[] {
    const found = new Map<string, Path>();
    for (const { value, keys } of sources) {
      for (const path of this.of(value)) for (const longer of extended(path, keys)) found.set(longer.join('.'), longer);
      if (found.size > mostPaths) return [];
    }
    return [...found.values()];
  }

  /** The functions that a callee may be, as far as it is one or a name of one. */
  #calledBy(callee: Node): readonly Node[] {
    if (/^(?:Arrow)?FunctionExpression$/.test(callee.type)) return [callee];
    const binding = callee.type === 'Identifier' ? this.#bindings.get(callee) : undefined;
    if (!binding) return [];
    const values = (this.#sources.get(binding) ?? []).map(({ value }) => value).filter((value) => /^(?:Arrow)?FunctionExpression$/.test(value.type));
    return [...this.#functions.get(binding) ?? [], ...values].slice(0, mostPaths);
  }

  #assign(pattern: Node, value: Node, scope: Scope, keys: Path = []): void {
    if (pattern.type === 'Identifier') {
      const binding = scope.lookup(pattern.name);
      this.#bindings.set(pattern, binding);
      if (binding) this.#add(binding, value, keys);
    } else if (pattern.type === 'AssignmentPattern') this.#assign(pattern.left, value, scope, keys);
    else if (pattern.type === 'ObjectPattern') {
      for (const property of pattern.properties as Node[]) {
        if (property.type === 'Property' && !property.computed && property.key.type === 'Identifier') this.#assign(property.value, value, scope, [...keys, property.key.name]);
      }
    }
  }

  #add(binding: Binding, value: Node, keys: Path): void {
    const sources = this.#sources.get(binding);
    if (sources) sources.push({ value, keys });
    else this.#sources.set(binding, [{ value, keys }]);
  }
}

function extended(path: Path, keys: Path): Path[] {
  const whole = path.length === 0 && globalObjects.has(keys[0] ?? '') ? keys.slice(1) : [...path, ...keys];
  return whole.length > longestPath ? [] : [whole];
}

/** The function called and its arguments; `f.call(this, a)` calls f with a. */
function calleeOf(call: Node): [Node, readonly Node[]] {
  const callee = call.callee as Node;
  return callee.type === 'MemberExpression' && propertyName(callee) === 'call' ? [callee.object, call.arguments.slice(1)] : [callee, call.arguments];
}

/** `Function('return this')`, called or constructed: its result's result is the global object. */
export function makesGlobal(node: Node): boolean {
  if (!/^(?:Call|New)Expression$/.test(node.type) || node.callee.type !== 'Identifier' || node.callee.name !== 'Function' || node.arguments.length !== 1) return false;
  const [body] = node.arguments as Node[];
  return body!.type === 'Literal' && /^\s*return this;?\s*$/.test(String(body!.value));
}

/**
 * Whether a failure here changes nothing: the expression stands in a `try` whose handler does not throw, or to the right of `||` or `??`
 * after something that is the global object in every realm. `handlers` keeps what was found of each `try`.
 */
export function isTolerated(node: Node, aliases: Aliases, handlers: Map<Node, boolean>): boolean {
  for (let at: Node = node, parent = parentOf(node); parent; at = parent, parent = parentOf(parent)) {
    if (/Function/.test(parent.type)) return false;
    if (parent.type === 'LogicalExpression' && parent.operator !== '&&' && parent.right === at && aliases.of(parent.left).some((path) => path.length === 0)) return true;
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler) {
      if (!handlers.has(parent)) handlers.set(parent, throws(parent.handler));
      if (!handlers.get(parent)) return true;
    }
  }
  return false;
}

function throws(handler: Node): boolean {
  let found = false;
  const open: Node[] = [handler.body];
  for (let node = open.pop(); node && !found; node = open.pop()) {
    found = node.type === 'ThrowStatement';
    eachChild(node, (child) => { open.push(child); });
  }
  return found;
}
