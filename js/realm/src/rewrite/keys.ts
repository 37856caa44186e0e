import type { Expression, PrivateIdentifier } from 'acorn';
import { RewriteError } from './errors.js';
import { identifierText, keyText } from './escape.js';
import { expression } from './expressions.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';

/** Prints a use of a private name. The parser checks names against classes in this text, this against those around an eval. */
export function privateName(p: Printer, node: PrivateIdentifier): string {
  if (!p.privates.has(node.name)) {
    throw new RewriteError('SyntaxError', `Private field '#${node.name}' must be declared in an enclosing class`, node.start);
  }
  return '#' + identifierText(node.name);
}

/** Prints the key of a property, method or field. Keys that are not plain names become strings of the same value. */
export function propertyKey(p: Printer, key: Expression | PrivateIdentifier, computed: boolean): void {
  p.at(key.start);
  if (computed) {
    p.out += '[';
    expression(p, key as Expression, Level.Assignment);
    p.out += ']';
  } else p.out += key.type === 'PrivateIdentifier' ? privateName(p, key) : keyText(keyName(key));
}

/** The property name that a key which is not computed stands for. */
export function keyName(key: Expression): string {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'Literal' && key.bigint != null) return BigInt(key.bigint).toString();
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')) return String(key.value);
  throw new RewriteError('Refused', 'unknown form of property name', key.start);
}
