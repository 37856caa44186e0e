import { RewriteError } from './errors.js';

/** Makes one token from a value of the tree. Output is ASCII but where a tagged template or a regular expression shows its text. */

const asciiName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const plainString = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

const unicode = (unit: number): string => '\\u' + unit.toString(16).padStart(4, '0');

/** A double-quoted string literal with the given value; lone surrogates survive. */
export function stringLiteral(value: string): string {
  return plainString.test(value) ? '"' + value + '"' : '"' + escaped(value, 0x22) + '"';
}

/** The inside of a template part whose cooked value is given. */
export function templateText(cooked: string): string {
  return escaped(cooked, 0x60);
}

function escaped(value: string, quote: number): string {
  let out = '';
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === 0x5c || unit === quote || (unit === 0x24 && quote === 0x60)) out += '\\' + value[i];
    else if (unit >= 0x20 && unit < 0x7f) out += value[i];
    else if (unit === 0x0a) out += '\\n';
    else out += unicode(unit);
  }
  return out;
}

export const isAsciiName = (name: string): boolean => asciiName.test(name);

/** An identifier, with escapes for what is not ASCII: the engine still checks that it is one. */
export function identifierText(name: string): string {
  if (asciiName.test(name)) return name;
  let out = '';
  for (const character of name) {
    out += asciiName.test('a' + character) ? character : '\\u{' + character.codePointAt(0)!.toString(16) + '}';
  }
  return out;
}

/** `.name` or `["name"]`. */
export function memberText(name: string): string {
  return asciiName.test(name) ? '.' + name : '[' + stringLiteral(name) + ']';
}

/** The name part of a property definition that is not computed. */
export function keyText(name: string): string {
  return asciiName.test(name) ? name : stringLiteral(name);
}

/** A finite or infinite non-negative number, as a primary expression. */
export function numberLiteral(value: number): string {
  return Number.isFinite(value) ? String(value) : '(1/0)';
}

const bigint = /^(?:0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9]+)$/;

export function bigintLiteral(digits: string, offset: number): string {
  if (!bigint.test(digits)) throw new RewriteError('Refused', 'unknown form of BigInt literal', offset);
  return digits + 'n';
}

/**
 * The raw text of a part of a tagged template. It is visible to the guest, so it cannot be escaped: it is passed on, after
 * a check that it cannot end the template.
 * Stops: text that leaves the template. Does not stop: characters outside ASCII (inside a template they are only data).
 */
export function rawTemplateText(raw: string, offset: number): string {
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i);
    if (unit === 0x5c) i++;
    else if (unit === 0x60 || unit === 0x0d || (unit === 0x24 && raw.charCodeAt(i + 1) === 0x7b)) {
      throw new RewriteError('Refused', 'malformed template', offset);
    }
    if (i >= raw.length) throw new RewriteError('Refused', 'malformed template', offset);
  }
  return raw;
}

/**
 * A regular expression literal. Its source is visible to the guest, so it is passed on after a check by the lexical grammar
 * that it ends where the tree says.
 * Stops: text that leaves the literal. Does not stop: patterns that the engine rejects (it says so itself).
 */
export function regularExpression(pattern: string, flags: string, offset: number): string {
  let inClass = false;
  let good = pattern !== '' && pattern[0] !== '*' && /^[a-z]*$/.test(flags);
  for (let i = 0; i < pattern.length && good; i++) {
    let unit = pattern.charCodeAt(i);
    if (unit === 0x5c) {
      unit = pattern.charCodeAt(++i);
      good = i < pattern.length;
    } else if (unit === 0x5b) inClass = true;
    else if (unit === 0x5d) inClass = false;
    else if (unit === 0x2f) good &&= inClass;
    if (unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029) good = false;
  }
  if (!good || inClass) throw new RewriteError('Refused', 'malformed regular expression', offset);
  return '/' + pattern + '/' + flags;
}
