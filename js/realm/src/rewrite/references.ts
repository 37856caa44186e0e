import type { Expression, Identifier, Pattern } from 'acorn';
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

export function isLocal(p: Printer, node: Identifier): boolean {
  return kindOf(p, node) === Kind.Local;
}

const importText = (p: Printer, name: string): string => p.source.names.I + memberText(name);

function checkedRead(p: Printer, name: string): string {
  const { G, R } = p.source.names;
  const quoted = stringLiteral(name);
  return `(${quoted} in ${G}?${G}${memberText(name)}:${R}.u(${quoted}))`;
}

export function readText(p: Printer, node: Identifier): string {
  const name = node.name;
  switch (kindOf(p, node)) {
    case Kind.Local: return identifierText(name);
    case Kind.Import: return importText(p, name);
    case Kind.Constant:
      p.free.add(name);
      p.usedConstants.add(name);
      return identifierText(name);
    case Kind.Free:
      p.free.add(name);
      return literals.get(name) ?? checkedRead(p, name);
  }
}

/** As a callee or tag: never a reference to a property, so that `this` stays undefined. */
export function calleeText(p: Printer, node: Identifier): string {
  return kindOf(p, node) === Kind.Import ? `(0,${importText(p, node.name)})` : readText(p, node);
}

/** As the operand of `typeof`: an absent global is no error. */
export function typeofText(p: Printer, node: Identifier): string {
  if (kindOf(p, node) !== Kind.Free) return readText(p, node);
  p.free.add(node.name);
  return p.source.names.G + memberText(node.name);
}

/**
 * As the target of an assignment, update or destructuring. The base is evaluated before the right side, as the reference
 * would be; an absent global fails when it is set (or read), after the right side. Imports fail as accessors without setter.
 */
export function targetText(p: Printer, node: Identifier): string {
  const name = node.name;
  const kind = kindOf(p, node);
  if (kind === Kind.Local) return identifierText(name);
  if (kind === Kind.Import) return importText(p, name);
  p.writes.add(name);
  const { G, R } = p.source.names;
  const quoted = stringLiteral(name);
  return `(${quoted} in ${G}?${G}:${R}.z(${quoted}))${memberText(name)}`;
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
