import type { FunctionKind, Goal, StaticScope } from '../abi.js';
import { RewriteError } from './errors.js';
import { isInternal, type InternalNames } from './names.js';
import { Bindings } from './scope.js';

/** A `with` statement around: the name of its object, and what is bound between it and the next one inside. */
export interface With { readonly object: string; readonly inner: Bindings }

/** What `new.target`, `super` and `arguments` mean at a point; an arrow function keeps its surroundings' context. */
export interface FunctionContext {
  newTarget: boolean;
  superProperty: boolean;
  superCall: boolean;
  /** In the initializer of a class field, where a direct eval may not name `arguments`. */
  field: boolean;
  /** In a function that a Function constructor made of a body without "use strict": no `this` means the global. */
  globalThis: boolean;
}

const none: FunctionContext = { newTarget: false, superProperty: false, superCall: false, field: false, globalThis: false };

export const topLevel = none;
export const plainFunction: FunctionContext = { ...none, newTarget: true };
export const constructedFunction: FunctionContext = { ...plainFunction, globalThis: true };
export const method: FunctionContext = { ...plainFunction, superProperty: true };
export const derivedConstructor: FunctionContext = { ...method, superCall: true };
export const fieldInitializer: FunctionContext = { ...method, field: true };

/** What one source is printed with. */
export interface Source {
  readonly text: string;
  readonly goal: Goal;
  readonly key: string;
  readonly kind: FunctionKind;
  readonly constants: ReadonlySet<string>;
  /** See `RewriteRequest.page`. */
  readonly page: boolean;
  readonly names: InternalNames;
  /** Goal `direct-eval`: where the call stands. */
  readonly outer: StaticScope | undefined;
}

/** How many names may be looked at for the static scopes of all direct evals of one source: names times evals is quadratic. */
const scopeNamesLimit = 4_000_000;

/** The state of one printing: the text so far, the line it is on, what is bound here, and what was found on the way. */
export class Printer {
  out = '';
  readonly bindings = new Bindings();
  readonly imports = new Map<string, string>();
  /** Those of `import * as`. */
  namespaces: ReadonlySet<string> = new Set();
  /** Names of a script's top-level var and function: properties of the global, never constants. */
  globals: ReadonlySet<string> = new Set();

  /** The var scope is the script's own: `var` declares properties of the global. */
  inGlobalVarScope = false;
  /** Statements record their completion value. */
  completion = false;
  /** A for statement's head, where a bare `in` would end it. */
  noIn = false;
  /** The members that are read of the expression to be printed next. */
  path: readonly string[] = [];
  /** Zero outside functions, where `await` makes a module asynchronous. */
  functionDepth = 0;
  context: FunctionContext = topLevel;
  /** The text says that it is strict here, or is a class or module: no `with`. */
  strict = false;
  /** The `with` statements around, outermost first. */
  readonly withs: With[] = [];
  /** One of them is in the same function: `var` assigns through it. */
  inWith = false;
  /** Private names of the classes around, without `#`. */
  readonly privates = new Bindings();

  /** Names of any scope that are assigned, updated or destructured into. */
  readonly assigned = new Set<string>();
  readonly free = new Set<string>();
  readonly writes = new Set<string>();
  readonly members = new Set<string>();
  readonly usedConstants = new Set<string>();
  readonly functions: number[] = [];
  readonly scopes: StaticScope[] = [];
  private scopeNames = 0;
  dynamicImport = false;
  usesMeta = false;
  topLevelAwait = false;

  private readonly breaks = /\r\n?|[\n\u2028\u2029]/g;
  private nextLine = 0;

  constructor(readonly source: Source) {
    this.advance();
  }

  private advance(): void {
    this.nextLine = this.breaks.exec(this.source.text) === null ? Infinity : this.breaks.lastIndex;
  }

  /** Brings the output to the line of a source offset. Called only where a line break is white space. */
  at(offset: number): void {
    while (offset >= this.nextLine) {
      this.out += '\n';
      this.advance();
    }
  }

  /** True where `at` would break the line: the caller opens a parenthesis first, after `return` and its like. */
  breaksBefore(offset: number): boolean {
    return offset >= this.nextLine;
  }

  /** The text printed next holds these line breaks itself. */
  skipLines(end: number): void {
    while (end >= this.nextLine) this.advance();
  }

  bind(names: readonly string[]): void {
    for (const name of names) {
      if (isInternal(this.source.names, name)) {
        throw new RewriteError('Refused', `the name ${name} is in use by the code around this eval`, 0);
      }
    }
    this.bindings.push(names);
    this.withs.at(-1)?.inner.push(names);
  }

  unbind(names: readonly string[]): void {
    this.bindings.pop(names);
    this.withs.at(-1)?.inner.pop(names);
  }

  /** The objects of the `with` statements that are asked for a name before any binding is, innermost first. */
  withsOf(name: string): string[] {
    const objects: string[] = [];
    for (let i = this.withs.length - 1; i >= 0 && !this.withs[i]!.inner.has(name); i--) objects.push(this.withs[i]!.object);
    return objects;
  }

  /** Notes where function i stands in the source and returns i. */
  beginFunction(start: number, end: number): number {
    return this.functions.push(start, end) / 2 - 1;
  }

  marker(index: number): string {
    return `/*#${this.source.key}.${index}*/`;
  }

  /** Notes the static scope at a direct eval and returns its site. */
  evalSite(offset: number): string {
    const { G, R, S, I } = this.source.names;
    const names = this.bindings.visible();
    this.scopeNames += this.bindings.size + this.imports.size;
    if (this.scopeNames > scopeNamesLimit) throw new RewriteError('Refused', 'too many direct evals', offset);
    const index = this.scopes.push({
      names: this.context.field ? names.filter((name) => name !== 'arguments') : names,
      imports: [...this.imports.keys()],
      privates: this.privates.visible(),
      internal: [G, R, S, I],
      strict: this.strict,
      withs: this.withs.map(({ object, inner }) => ({ object, names: inner.visible() })),
      ...this.context,
    }) - 1;
    return `${this.source.key}.${index}`;
  }
}
