import type { Expression, Identifier, Pattern, Super } from 'acorn';
import { callsKey, readsKey } from '../abi.js';
import { RewriteError } from './errors.js';
import { identifierText, memberText, keyText, stringLiteral } from './escape.js';
import type { Printer } from './printer.js';

/** How an identifier is printed where it is read, called, assigned or asked for its type. */

/** Globals whose value is fixed by the language: read as expressions, which an engine folds. */
const literals = new Map([['undefined', '(void 0)'], ['NaN', '(0/0)'], ['Infinity', '(1/0)']]);

const enum Kind { Local, Import, Constant, Free }

function kindOf(p: Printer, node: Identifier): Kind {
  const name = node.name;
  if (p.bindings.has(name)) return Kind.Local;
  if (p.imports.has(name)) return Kind.Import;
  if (name === 'arguments' && p.context.field) {
    throw new RewriteError('SyntaxError', "'arguments' is not allowed in a class field initializer", node.start);
  }
  return p.source.constants.has(name) && !p.globals.has(name) ? Kind.Constant : Kind.Free;
}

/** Bound here, by this name, and nowhere else to be found. */
export function isLocal(p: Printer, node: Identifier): boolean {
  return kindOf(p, node) === Kind.Local && p.withsOf(node.name).length === 0;
}

const importText = (p: Printer, name: string): string => p.source.names.I + memberText(name);

/** The object that free names are read from: a page's has the lexical globals of all its scripts. */
const readBase = (p: Printer, name: string): string => p.source.page && !p.globals.has(name) ? p.source.names.E : p.source.names.G;

function checkedRead(p: Printer, name: string, path: readonly string[]): string {
  const { R } = p.source.names;
  const G = readBase(p, name);
  const quoted = stringLiteral(name);
  return `(${quoted} in ${G}?${G}${memberText(name)}:${R}.u(${quoted}${path.length > 0 ? `,${stringLiteral(path.join('.'))}` : ''}))`;
}

/** What `found` makes of the first `with` object around that has the name, `otherwise` where there is none. */
function throughWiths(p: Printer, name: string, otherwise: string, found: (object: string, quoted: string) => string): string {
  const objects = p.withsOf(name);
  if (objects.length === 0) return otherwise;
  const quoted = stringLiteral(name);
  return `(${objects.map((object) => `${p.source.names.R}.h(${object},${quoted})?${found(object, quoted)}:`).join('')}${otherwise})`;
}

export function readText(p: Printer, node: Identifier): string {
  return throughWiths(p, node.name, plainRead(p, node), (object, quoted) => `${p.source.names.R}.b(${object},${quoted})`);
}

function plainRead(p: Printer, node: Identifier): string {
  const { name } = node;
  const { path } = p;
  p.path = [];
  switch (kindOf(p, node)) {
    case Kind.Local: return identifierText(name);
    case Kind.Import: return importText(p, name);
    case Kind.Constant:
      p.free.add(name);
      p.usedConstants.add(name);
      return identifierText(name);
    case Kind.Free:
      p.free.add(name);
      return literals.get(name) ?? (p.source.page && p.globals.has(name) ? p.source.names.G + memberText(name) : checkedRead(p, name, path));
  }
}

/**
 * `ns.x` of an `import * as ns`, to be read or (`called`) to be called: never through the namespace object, which is slow. What it is
 * read of is no value that the guest could get: it is not printed but as the object of such an access, and as `this` of a call only
 * where nobody looks at it. A namespace is never nullish, so `ns?.x` is the same. Undefined for all other expressions.
 */
export function namespaceMemberText(p: Printer, node: Expression | Super, called: boolean): string | undefined {
  if (node.type === 'ChainExpression') return namespaceMemberText(p, node.expression, called);
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return undefined;
  const { name } = node.object;
  if (!p.namespaces.has(name) || kindOf(p, node.object) !== Kind.Import) return undefined;
  return importText(p, called ? callsKey(name) : readsKey(name)) + memberText(node.property.name);
}

/** As a callee or tag: never a reference to a property, so that `this` is undefined, or the object of a `with`. */
export function calleeText(p: Printer, node: Identifier): string {
  const plain = kindOf(p, node) === Kind.Import ? `(0,${importText(p, node.name)})` : plainRead(p, node);
  return throughWiths(p, node.name, plain, (object, quoted) => `${p.source.names.R}.j(${object},${quoted})`);
}

/** As the operand of `typeof`: an absent global is no error. */
export function typeofText(p: Printer, node: Identifier): string {
  let plain: string;
  if (kindOf(p, node) !== Kind.Free) plain = plainRead(p, node);
  else {
    p.free.add(node.name);
    plain = readBase(p, node.name) + memberText(node.name);
  }
  return throughWiths(p, node.name, plain, (object, quoted) => `${p.source.names.R}.b(${object},${quoted})`);
}

/**
 * As the target of an assignment, update or destructuring. The base is evaluated before the right side, as the reference
 * would be; an absent global fails when it is set (or read), after the right side. Imports fail as accessors without setter.
 */
export function targetText(p: Printer, node: Identifier): string {
  const { name } = node;
  p.assigned.add(name);
  const local = isLocal(p, node);
  if (local) return identifierText(name);
  if (p.withsOf(name).length === 0) return holderText(p, node) + memberText(name);
  p.members.add(name);
  return throughWiths(p, name, holderText(p, node), (object) => object) + memberText(name);
}

/** An object whose property of this name is the variable. */
function holderText(p: Printer, node: Identifier): string {
  const { G, R, I, W } = p.source.names;
  const quoted = stringLiteral(node.name);
  switch (kindOf(p, node)) {
    case Kind.Local: {
      const local = identifierText(node.name);
      return `{get [${quoted}](){return ${local}},set [${quoted}](${W}_v){${local}=${W}_v}}`;
    }
    case Kind.Import: return I;
    default:
      p.writes.add(node.name);
      if (p.source.page) return p.globals.has(node.name) ? G : `${R}.o(${quoted},${!p.strict})`;
      return `(${quoted} in ${G}?${G}:${R}.z(${quoted}))`;
  }
}

/** `delete x` inside a `with`; elsewhere it is an error of the parser's. */
export function deleteText(p: Printer, node: Identifier): string {
  if (p.strict || p.withs.length === 0) throw new RewriteError('SyntaxError', 'Deleting local variable in strict mode', node.start);
  const { G, R } = p.source.names;
  const quoted = stringLiteral(node.name);
  let plain = 'false';
  if (kindOf(p, node) === Kind.Free || kindOf(p, node) === Kind.Constant) {
    p.members.add(node.name);
    plain = `${R}.y(${G},${quoted})`;
  }
  return throughWiths(p, node.name, plain, (object) => `${R}.y(${object},${quoted})`);
}

/** Notes that an assignment or update reads its target first. */
export function noteRead(p: Printer, node: Pattern | Expression): void {
  if (node.type !== 'Identifier') return;
  const kind = kindOf(p, node);
  if (kind === Kind.Free || kind === Kind.Constant) p.free.add(node.name);
}

/** IsAnonymousFunctionDefinition. */
export function isAnonymousFunction(node: Expression): boolean {
  return node.type === 'ArrowFunctionExpression'
    || ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id);
}

/** An assignment's left side that no longer is an identifier, but names an anonymous function on its right. */
export function losesName(p: Printer, left: Pattern, right: Expression, parenthesized: boolean): boolean {
  return left.type === 'Identifier' && !parenthesized && isAnonymousFunction(right) && !isLocal(p, left);
}

/** Opens and closes a property definition around an anonymous function, which gives it the name (NamedEvaluation). */
export function nameOpening(name: string): string {
  return name === '__proto__' ? '{["__proto__"]:' : `{${keyText(name)}:`;
}

export function nameClosing(name: string): string {
  return '}' + memberText(name);
}
