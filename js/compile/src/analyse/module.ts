import { parse as lexCommonJs } from '../../../node_modules/cjs-module-lexer/lexer.js';
import { Aliases, type Placed } from './aliases';
import { eachChild, literalString, type Node } from './node';
import { parseAs, parseDetecting, type Format, type ParseFault } from './parse';
import { requireNames, type Declaration } from './requires';
import { resolveScopes, type Scope } from './scopes';

/** What the graph needs to know of one text. Plain data: it is cached as JSON. */
export interface Analysis {
  readonly format: Format;
  readonly fault?: ParseFault;
  /** Literal specifiers in source order, each once. */
  readonly requires: readonly string[];
  /** Specifiers of require.resolve: located, not loaded. */
  readonly resolves: readonly string[];
  readonly imports: readonly string[];
  /** Calls of require, require.resolve or import() whose specifier is computed: answered when they happen. */
  readonly computed: readonly number[];
  /** Free names that are assigned. */
  readonly writes: readonly string[];
  /**
   * Property names assigned or defined on any object: each may be a global by another road (`globalThis.Promise = …`). '*' if a property
   * of the global object is assigned whose name is computed (`globalThis[name] = …`).
   */
  readonly members: readonly string[];
  /** CommonJS only: names an `import` of this text may use, and the specifiers whose names it passes on. */
  readonly exports: readonly string[];
  readonly reexports: readonly string[];
}

/** Calls that define the property named by their first or second argument, and one that defines many. */
const definers = new Set(['defineProperty', '__defineGetter__', '__defineSetter__', 'set']);
const manyDefiners = new Set(['assign', 'defineProperties', 'setPrototypeOf']);
/** Names of the global object under which texts extend it. */
const globalObjects = new Set(['globalThis', 'global', 'self', 'window']);

export function analyse(text: string, format: Format | 'detect'): Analysis {
  const parsed = format === 'detect' ? parseDetecting(text) : parseAs(text, format);
  const nothing = { requires: [], resolves: [], imports: [], computed: [], writes: [], members: [], exports: [], reexports: [] };
  if (!parsed.ok) return { format: parsed.format, fault: parsed.fault, ...nothing };
  try {
    return { format: parsed.format, ...inspect(parsed.tree, text), ...(parsed.format === 'commonjs' ? lex(text) : { exports: [], reexports: [] }) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { format: parsed.format, fault: { message: 'The text nests too deeply', line: 1, column: 1 }, ...nothing };
  }
}

function inspect(tree: Node, text: string): Omit<Analysis, 'format' | 'exports' | 'reexports'> {
  const calls: Placed[] = [];
  const functions = new Map<Node, Scope>();
  const returns: Node[] = [];
  const declarations: Declaration[] = [];
  const imports = new Set<string>();
  const computedAt: number[] = [];
  const members = new Set<string>();

  const references = resolveScopes(tree, (node, scope) => {
    switch (node.type) {
      case 'VariableDeclaration': declarations.push({ node, scope }); break;
      case 'CallExpression':
        calls.push({ node, scope });
        defined(node, members);
        break;
      case 'ReturnStatement': returns.push(node); break;
      case 'ImportDeclaration': case 'ExportNamedDeclaration': case 'ExportAllDeclaration':
        if (node.source) imports.add(node.source.value);
        break;
      case 'ImportExpression': {
        const specifier = literalString(node.source);
        if (specifier === undefined) computedAt.push(node.start);
        else imports.add(specifier);
        break;
      }
      case 'AssignmentExpression': case 'ForInStatement': case 'ForOfStatement': assigned(node.left, members); break;
      case 'UpdateExpression': assigned(node.argument, members); break;
      case 'UnaryExpression': if (node.operator === 'delete') assigned(node.argument, members); break;
      case 'ObjectExpression':
        for (const property of node.properties) if (property.type === 'Property') member(property.key, property.computed, members);
        break;
    }
  }, functions);

  let aliases: Aliases | undefined;
  const names = requireNames(references, declarations, () => aliases ??= new Aliases(references, declarations, calls, functions, returns));
  const writes = new Set<string>();
  for (const { node, binding, write } of references) if (!binding && write) writes.add(node.name);
  const requires = new Set<string>();
  const located = new Set<string>();
  for (const { node: call } of calls) {
    const callee = call.callee as Node;
    const resolves = callee.type === 'MemberExpression' && !callee.computed && callee.property.name === 'resolve' && names.has(callee.object);
    if (!resolves && !names.has(callee)) continue;
    const specifier = literalString(call.arguments[0]);
    if (specifier === undefined) computedAt.push(call.start);
    else (resolves ? located : requires).add(specifier);
  }
  return { requires: [...requires], resolves: [...located], imports: [...imports], computed: linesOf(computedAt, text), writes: [...writes], members: [...members] };
}

/** `a.b = …`, `[a.b] = …`, `({x: a.b} = …)` and the same with literal strings in brackets. */
function assigned(target: Node, members: Set<string>): void {
  if (target.type === 'MemberExpression') {
    if (!member(target.property, target.computed, members) && isGlobalObject(target.object)) members.add('*');
  }
  else if (target.type === 'ChainExpression') assigned(target.expression, members);
  else if (target.type.endsWith('Pattern') || target.type === 'RestElement' || target.type === 'Property') eachChild(target, (child) => assigned(child, members));
}

function defined(call: Node, members: Set<string>): void {
  if (call.callee.type !== 'MemberExpression' || call.callee.computed) return;
  const method = call.callee.property.name as string;
  const [first, second] = call.arguments as (Node | undefined)[];
  if (manyDefiners.has(method)) {
    // The keys of an object literal are seen where it stands.
    if (isGlobalObject(first) && second?.type !== 'ObjectExpression') members.add('*');
  } else if (definers.has(method)) {
    for (const name of [literalString(first), literalString(second)]) if (name !== undefined) members.add(name);
    if (isGlobalObject(first) && literalString(second) === undefined) members.add('*');
  }
}

function isGlobalObject(node: Node | undefined): boolean {
  return node?.type === 'Identifier' && globalObjects.has(node.name);
}

/** Whether the name is evident. */
function member(key: Node, computed: boolean, members: Set<string>): boolean {
  const name = !computed && key.type === 'Identifier' ? key.name as string : literalString(key);
  if (name !== undefined) members.add(name);
  return name !== undefined;
}

/** One-based lines of ascending or unordered offsets. */
function linesOf(offsets: number[], text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let at = 0;
  for (const offset of offsets.sort((a, b) => a - b)) {
    for (; at < offset; at++) if (text.charCodeAt(at) === 10) line++;
    lines.push(line);
  }
  return lines;
}

/** Node asks cjs-module-lexer for the names of a CommonJS text; a text it cannot read has none but `default`. */
function lex(text: string): { exports: string[]; reexports: string[] } {
  try {
    const { exports, reexports } = lexCommonJs(text);
    return { exports: [...new Set(exports)], reexports: [...new Set(reexports)] };
  } catch {
    return { exports: [], reexports: [] };
  }
}
