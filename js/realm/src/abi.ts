/**
 * The contract between the rewriter, the code it prints, and the realm that runs that code.
 *
 * The rewriter is pure: strings in, strings out. The realm implements `RuntimeRecord` (one per compartment) and
 * `SourceRecord` (one per source) and calls the functors that printed code evaluates to.
 *
 * Shapes of printed code (G R S stand for names chosen per source; line n of the output is line n of the input):
 *
 *     script       (function(G,R,S){"use strict";const{Array,Math}=G;return function(){BODY}})
 *     commonjs     (function(G,R,S){"use strict";...;return function(exports,require,module,__filename,__dirname){BODY}})
 *     module       (function(G,R,S){"use strict";...;return function*(I,X){X({name:()=>local});yield;BODY}})
 *     function     (function(G,R,S){"use strict";...;return(function anonymous(PARAMETERS\n){\nBODY\n})})
 *                  In BODY, `this` is `(this??G)` unless the body begins with "use strict": all else is strict.
 *     direct-eval  a program text for the engine's own direct eval
 *
 * A text is evaluated anew for every compartment and its functor called once: two calls would share the template objects of
 * tagged templates, whose identity is then a channel.
 *
 * Called by the realm as: script with `this` = G; commonjs with `this` = module.exports; module with `this` = undefined,
 * first `next()` publishes the exports and hoists functions, second `next()` runs the body.
 */

/** What kind of source a text is. */
export type Goal = 'script' | 'commonjs' | 'module' | 'function' | 'direct-eval';

/** Which of the four Function constructors asks (goal `function`). */
export type FunctionKind = 'function' | 'generator' | 'async' | 'async-generator';

export interface RewriteRequest {
  /** The source, UTF-16. For goal `function`, the body. */
  text: string;
  goal: Goal;
  /** Names this text in function markers: 1 to 40 of `A-Z a-z 0-9 _ -`, unique per text in a realm. */
  key: string;
  /** Globals that are own, non-writable and non-configurable on the compartment's global: bound once, as lexical constants. */
  constants: string[];
  /** Goal `function` only; `function` when absent. */
  kind?: FunctionKind;
  /** Goal `function` only: the parameters joined by `,`, empty when absent. */
  parameters?: string;
  /** Goal `direct-eval` only: the entry of a former result's `scopes` that the call site names. */
  scope?: unknown;
  /**
   * Goal `script` only: the text of an indirect eval. Its var and function bindings become deletable properties of G, or
   * stay local where the text begins with a "use strict" directive.
   */
  indirectEval?: boolean;
  /**
   * Goals `script`, `module` and `function`: a text of a web page, whose classic scripts share their let, const and class. Free names
   * are read from `R.e` and written on `R.o(name, sloppy)`; a script's own var and function are accessed on G without a check. In
   * functions that the text does not make strict, `this` is `(this??G)`.
   */
  page?: boolean;
}

/** One module request, in source order, one entry per specifier and attributes. */
export interface ModuleRequest {
  specifier: string;
  attributes?: Record<string, string>;
  /**
   * `imported` is an export's name, or `*` for the namespace object. The functor reads the binding as `I[local]`; a namespace's exports
   * also as `I[readsKey(local)].name`, and those that it calls as `I[callsKey(local)].name(...)`, whose `this` is the namespace.
   */
  names: { imported: string; local: string }[];
}

/** What a text has that can mean `this`. Keywords have no escapes, so a printed function without these words does not look at its own. */
export const thisWords = /\b(?:this|super|eval)\b/;

// No names: no local one can be the same.
export const readsKey = (local: string): string => `*${local}`;
export const callsKey = (local: string): string => `${local}()`;

/** One export. With `local`: the functor hands `X` a getter under `exported`. With `from`: a re-export, the linker resolves it. */
export interface ModuleExport {
  exported: string;
  local?: string;
  /** The binding never changes, and is a function that behaves the same for every `this`. Absent also for many that are so. */
  ignoresThis?: true;
  /** `imported` is an export's name, or `*` for the namespace object. `attributes` as in the matching `ModuleRequest`. */
  from?: { specifier: string; attributes?: Record<string, string>; imported: string };
}

export interface ModuleRecord {
  imports: ModuleRequest[];
  exports: ModuleExport[];
  /** Specifiers of `export * from`, in source order; each has a `ModuleRequest`. */
  stars: string[];
  /** The functor is an async generator function. */
  hasTopLevelAwait: boolean;
  usesMeta: boolean;
}

export interface RewriteSuccess {
  ok: true;
  /** One expression, or for goal `direct-eval` one program. */
  code: string;
  /**
   * Flattened [start, end) pairs in UTF-16 units: the original text of function, class, method, accessor or arrow i.
   * They index `text`; for goal `function` they index `functionSource(kind, parameters, text)`.
   */
  functions: number[];
  /** One JSON-able static scope per direct eval site; absent where there is none. */
  scopes?: unknown[];
  /** Free names that are read, called or asked for their type. Sorted by first appearance, as all name lists here. */
  free: string[];
  /** Free names that are assigned, updated, destructured into, or declared by a script's top-level var and function. */
  writes: string[];
  /** Names of properties that the text sets or defines by a literal name on any object. */
  members: string[];
  module?: ModuleRecord;
  dynamicImport: boolean;
  directEval: boolean;
}

export interface RewriteFailure {
  ok: false;
  error: {
    /** `SyntaxError`: the text is wrong. `Refused`: it may be right, but is not run (nested too deeply, unknown syntax). */
    type: 'SyntaxError' | 'Refused';
    message: string;
    /** One-based. For goal `function`, in `functionSource(...)`. */
    line: number;
    /** One-based, UTF-16 units. */
    column: number;
  };
}

export type RewriteResult = RewriteSuccess | RewriteFailure;

/**
 * Runtime record `R`: one frozen null-prototype object per compartment. Every function is called as a method of `R`.
 * None may leak another realm's objects: the errors thrown are the realm's own.
 */
export interface RuntimeRecord {
  /**
   * A read of the global `name` that is not there: throws ReferenceError "name is not defined". `path` are the members that the
   * text goes on to, `env.HOME` of `process.env.HOME`; it is for the words of a refusal only.
   */
  u(name: string, path?: string): never;
  /**
   * The base of a reference to the global `name` that is not there: a null-prototype object whose property `name` is an
   * accessor; get and set both throw ReferenceError "name is not defined". Printed as `("x" in G?G:R.z("x")).x=value`, so
   * that the error comes after the right side was evaluated, and the same form serves `+=`, `++`, destructuring and for-of.
   */
  z(name: string): object;
  /**
   * GlobalDeclarationInstantiation of a script, before its first statement. `lexicals` (without constants), `variables`: names;
   * `functions[i]` is the value of the function named `functionNames[i]`, last declaration of each name, in source order.
   * `deletable` is true for indirect evals.
   * Throws SyntaxError where a lexical name is an own non-configurable property of G (not for indirect evals);
   * TypeError where a function's name is own on G and is neither configurable nor a writable, enumerable data property, or
   * is absent while G is not extensible; TypeError where a variable's name is not own and G is not extensible. All checks
   * come before any definition. Then per function: if absent or configurable, define { value, writable, enumerable,
   * configurable: deletable }, else define { value }; then set it. Per variable: if not own, define { value: undefined,
   * writable, enumerable, configurable: deletable }.
   */
  g(lexicals: string[], variables: string[], functionNames: string[], functions: unknown[], deletable: boolean): void;
  /**
   * A direct eval. `callee` is the value of the global `eval` before the arguments were evaluated, `site` is
   * `<key>.<index into scopes>`. Printed as `eval(R.d(S,site,callee,[arguments]))` with the engine's own eval.
   * - `callee` is the compartment's own eval and arguments[0] is a string: rewrite it with goal `direct-eval` and that
   *   site's scope, register its functions and scopes under a new key, return `code`. A refused rewrite throws.
   * - otherwise compute the value (arguments[0], or `callee(...arguments)` with `this` undefined); return it if it is not a
   *   string; if it is a string, stash it and return `stashedText(scope)`.
   */
  d(source: SourceRecord, site: string, callee: unknown, args: unknown[]): unknown;
  /** Takes back (and forgets) the value that `d` stashed last. */
  t(): unknown;
  /** The object of a `with` statement: ToObject. Throws TypeError for undefined and null. */
  w(value: unknown): object;
  /** Whether a `with` object has the name (HasBinding of an object environment: `Symbol.unscopables` may hide it). */
  h(object: object, name: string): boolean;
  /** The value of a name that a `with` object has; undefined where it is gone by now. */
  b(object: object, name: string): unknown;
  /** The same, to be called: a function is called with `this` = object. The compartment's own eval is given as it is. */
  j(object: object, name: string): unknown;
  /** `delete` of a name: whether the property is gone. */
  y(object: object, name: string): boolean;
  /**
   * Pages only. The scope object: inherits G, and has the global let, const and class of all scripts as own accessors. One per page.
   */
  readonly e?: object;
  /**
   * Pages only. The object to write the free name `name` on: `e` where it is own there; G where G has it; else G if `sloppy`, and
   * `z(name)` if not.
   */
  o?(name: string, sloppy: boolean): object;
  /**
   * Pages only. Makes a script's let, const and class known, after `g`: an object of accessors, to be defined on `e`. One without
   * setter is a const; the getter of a binding that is not made yet throws ReferenceError.
   */
  l?(bindings: object): void;
  /** Gives the function of an anonymous `export default function` the own property name (non-writable, configurable). */
  n(target: unknown, name: string): void;
}

/** Source record `S`: one frozen null-prototype object per source. */
export interface SourceRecord {
  /** `import(specifier, options)`: both already evaluated, not yet converted. Never throws: failures reject. */
  i(specifier: unknown, options?: unknown): Promise<unknown>;
  /** `import.meta`: the same object each time. Called in modules only. */
  m(): object;
}

/** The static scope of a direct eval site, as found in `scopes`. Opaque to the realm but for `stashedText`. */
export interface StaticScope {
  /** Local names that are visible at the site. */
  names: string[];
  /** Names that are read from the import record. */
  imports: string[];
  /** Private names without `#`. */
  privates: string[];
  /** The internal names of the surrounding source: [G, R, S, I]. */
  internal: [string, string, string, string];
  /**
   * Which of new.target, super.x, super() may stand here; `field` is true in a class field's initializer; `globalThis` where
   * a `this` that is undefined means G.
   */
  newTarget: boolean;
  superProperty: boolean;
  superCall: boolean;
  field: boolean;
  globalThis: boolean;
  /** No `with` here: the text around says "use strict", or is a class or a module. */
  strict: boolean;
  /** The `with` statements around, outermost first: the name of each one's object, and the names bound between it and the next. */
  withs: { object: string; names: string[] }[];
}

/** The text for which the engine's eval yields the value that `RuntimeRecord.d` stashed. */
export function stashedText(scope: unknown): string {
  return `${(scope as StaticScope).internal[1]}.t()`;
}

const prefixes: { readonly [kind in FunctionKind]: string } = {
  'function': 'function',
  'generator': 'function*',
  'async': 'async function',
  'async-generator': 'async function*',
};

/** The source text of a function made by a Function constructor, as its toString shows it. */
export function functionSource(kind: FunctionKind, parameters: string, body: string): string {
  return `${prefixes[kind]} anonymous(${parameters}\n) {\n${body}\n}`;
}

/**
 * Matches the end of the engine's own text of a rewritten function: [1] is the key, [2] the index of the function.
 * Text that ends so was always printed by the rewriter: guest comments are dropped, guest strings end in a quote.
 */
export const functionMarker = /\/\*#([A-Za-z0-9_-]{1,40})\.(\d+)\*\/[})]$/;
