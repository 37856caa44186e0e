import { Parser, type WithStatement } from 'acorn';
import { RewriteError } from './errors.js';

/** Longest regular expression, in UTF-16 units: the parser's check of its group names takes quadratic time. */
const longestPattern = 65_536;

/** Number of names up to which a list is searched from end to end. */
const shortList = 16;

/** The parser's list of the names that a scope declares, for which it only asks `push`, `indexOf` and the first name. */
class NameList {
  private readonly names: string[] = [];
  private set: Set<string> | undefined;

  get 0(): string | undefined {
    return this.names[0];
  }

  push(name: string): void {
    this.names.push(name);
    if (this.set) this.set.add(name);
    else if (this.names.length > shortList) this.set = new Set(this.names);
  }

  indexOf(name: string): number {
    return this.set ? (this.set.has(name) ? this.names.length : -1) : this.names.indexOf(name);
  }
}

/** Members of the parser that its type declarations leave out. */
interface Internals {
  scopeStack: { lexical: unknown; var: unknown; functions: unknown }[];
  enterScope(flags: number): void;
  validateRegExpPattern(state: { source: string; start: number }): void;
  raiseRecoverable(position: number, message: string): void;
  next(): void;
  parseParenExpression(): WithStatement['object'];
  parseStatement(context: string): WithStatement['body'];
  finishNode(node: WithStatement, type: 'WithStatement'): WithStatement;
}

const inherited = Parser.prototype as unknown as Internals;

/**
 * The parser, without the places where its time is quadratic in the length of the text, and with `with` in strict code: the printer
 * says where it may stand.
 * Stops: a text of thousands of declarations in one scope that takes minutes. Does not stop: long texts taking long.
 */
export class BoundedParser extends Parser {
  enterScope(flags: number): void {
    inherited.enterScope.call(this, flags);
    const scope = (this as unknown as Internals).scopeStack.at(-1)!;
    scope.lexical = new NameList();
    scope.var = new NameList();
    scope.functions = new NameList();
  }

  private withDepth = 0;

  parseWithStatement(node: WithStatement): WithStatement {
    const parser = this as unknown as Internals;
    parser.next();
    node.object = parser.parseParenExpression();
    this.withDepth++;
    node.body = parser.parseStatement('with');
    this.withDepth--;
    return parser.finishNode(node, 'WithStatement');
  }

  raiseRecoverable(position: number, message: string): void {
    if (this.withDepth > 0 && message === 'Deleting local variable in strict mode') return;
    inherited.raiseRecoverable.call(this, position, message);
  }

  validateRegExpPattern(state: { source: string; start: number }): void {
    if (state.source.length > longestPattern) {
      throw new RewriteError('Refused', 'regular expression is too long', state.start);
    }
    inherited.validateRegExpPattern.call(this, state);
  }
}
