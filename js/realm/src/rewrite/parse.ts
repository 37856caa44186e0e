import { Parser, type FunctionDeclaration, type Options, type Program } from 'acorn';
import { functionSource, type FunctionKind, type Goal, type StaticScope } from '../abi.js';
import { BoundedParser } from './bounded-parser.js';
import { RewriteError } from './errors.js';

/** What the parser throws. */
interface ParseError extends SyntaxError { pos: number }

/** Members of the parser that its type declarations leave out. */
interface ScopeInternals {
  currentThisScope(): unknown;
  scopeStack: unknown[];
}

/** Parses the text of a direct eval: `new.target` and `super` mean what they mean around the call. */
class EvalParser extends BoundedParser {
  outer: StaticScope | undefined;

  /** No function of this text is in between. */
  private get atOuter(): boolean {
    const { scopeStack, currentThisScope } = this as unknown as ScopeInternals;
    return currentThisScope.call(this) === scopeStack[0];
  }

  get allowNewDotTarget(): boolean { return inherited(this, 'allowNewDotTarget') || this.outer!.newTarget; }
  get allowSuper(): boolean { return inherited(this, 'allowSuper') || (this.atOuter && this.outer!.superProperty); }
  get allowDirectSuper(): boolean { return inherited(this, 'allowDirectSuper') || (this.atOuter && this.outer!.superCall); }
}

function inherited(parser: Parser, name: string): boolean {
  return Object.getOwnPropertyDescriptor(Parser.prototype, name)!.get!.call(parser) as boolean;
}

function parseAs(text: string, goal: Goal, strict: boolean, outer: StaticScope | undefined): Program {
  const options: Options & { strict: boolean } = {
    ecmaVersion: 'latest',
    sourceType: goal === 'module' || goal === 'commonjs' ? goal : 'script',
    strict,
    allowHashBang: goal !== 'function',
    // An eval may use private names of the classes around it; the printer checks every use against its static scope.
    checkPrivateFields: goal !== 'direct-eval',
  };
  if (goal !== 'direct-eval') return BoundedParser.parse(text, options);
  const parser = new (EvalParser as unknown as new (options: Options, text: string) => EvalParser & { parse(): Program })(options, text);
  parser.outer = outer;
  return parser.parse();
}

/**
 * Parses a source, always as strict code. An error says that strict mode is its cause where the text is right without it.
 * Errors: RewriteError.
 */
export function parse(text: string, goal: Goal, outer?: StaticScope): Program {
  try {
    return parseAs(text, goal, true, outer);
  } catch (error) {
    throw explain(error, () => goal !== 'module' && parseAs(text, goal, false, outer));
  }
}

function explain(error: unknown, parseSloppy: () => unknown): unknown {
  if (!(error instanceof SyntaxError) || typeof (error as ParseError).pos !== 'number') return error;
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  if (message === 'Not enough stack space to parse input') return new RewriteError('Refused', 'nested too deeply', 0);
  let suffix = '';
  if (!message.includes('strict mode')) {
    try {
      if (parseSloppy()) suffix = ' (all code is strict mode here)';
    } catch {
      // Wrong in either mode.
    }
  }
  return new RewriteError('SyntaxError', message + suffix, (error as ParseError).pos);
}

/**
 * Parses what a Function constructor was given. Parameters and body are each parsed inside the other's empty place first,
 * so that neither can close the function, comment the other out or open a second one (CreateDynamicFunction parses them apart).
 * Returns the declaration in `functionSource(kind, parameters, body)`.
 */
export function parseFunction(kind: FunctionKind, parameters: string, body: string): FunctionDeclaration {
  const open = functionSource(kind, '', '').indexOf('(');
  const bodyStart = (text: string): number => open + text.length + '(\n) '.length;
  single(functionSource(kind, '', body), bodyStart(''), (offset) => offset + parameters.length);
  single(functionSource(kind, parameters, ''), bodyStart(parameters), (offset) => offset);
  return single(functionSource(kind, parameters, body), bodyStart(parameters), (offset) => offset);
}

/** The text is one function declaration from its first to its last character, and its body begins where we wrote it. */
function single(text: string, bodyStart: number, place: (offset: number) => number): FunctionDeclaration {
  try {
    const [node, ...others] = parse(text, 'function').body;
    if (node?.type === 'FunctionDeclaration' && others.length === 0 && node.end === text.length && node.body.start === bodyStart) {
      return node;
    }
  } catch (error) {
    if (error instanceof RewriteError) throw new RewriteError(error.type, error.message, place(error.offset));
    throw error;
  }
  throw new RewriteError('SyntaxError', 'Unexpected end of function parameters or body', place(bodyStart));
}
