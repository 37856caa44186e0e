/** One global object per package, the evaluators bound to it, and the runtime record that printed code runs against. */
import { stashedText, type Goal, type RewriteRequest, type RewriteResult, type RuntimeRecord, type SourceRecord } from '../abi.js';
import { registerText, scopeAt } from './function-text.js';
import type { Host } from './host.js';
import { type Evaluators, makeEvaluators } from './evaluators.js';
import {
  apply, create, defineProperty, freeze, getOwnPropertyDescriptor, hasOwn, isExtensible, isObject, ownKeys, parseJson, stringifyJson,
} from './primordials.js';
import type { Refuse } from './refusal.js';
import { withObjects } from './with-objects.js';
import { selfNames, valueNames } from '../standard-names.js';

/** The functor that printed code evaluates to. */
export type Functor = (G: object, R: RuntimeRecord, S: SourceRecord) => (...args: any[]) => any;

export interface CompartmentParts {
  readonly host: Host;
  readonly package: string;
  readonly refuse: Refuse;
  readonly dynamicCode: boolean;
  /** Names bound as constants, in these texts and in those made at run time; ones that are not standard globals are ignored. */
  readonly constants: readonly string[];
  /** What the global object inherits from; `Object.prototype` where it is absent. */
  readonly prototype?: object;
  /** Members of the runtime record besides those of a worker, or in their place: a page has its own rules for global names. */
  readonly runtime?: (global: object) => Partial<RuntimeRecord>;
  /** Standard globals, Date and Math included. */
  readonly standard: Readonly<Record<string, unknown>>;
  /** Granted globals, and accessors for those that are made on first use. */
  readonly endowments: Readonly<Record<PropertyKey, PropertyDescriptor>>;
  /** What to throw for a global that is absent because no policy grants it; undefined where there is no such global at all. `path`: as for `R.u`. */
  readonly ungranted: (name: string, path: string) => Error | undefined;
  /** `import()` of a text that belongs to no module: resolved against the package's own directory. */
  readonly importFrom: (url: string, specifier: unknown, options: unknown) => Promise<unknown>;
}

export interface Compartment {
  readonly package: string;
  readonly global: object;
  readonly runtime: RuntimeRecord;
  /** Runs a functor against this compartment. */
  instantiate(code: string, url: string, source: SourceRecord): (...args: any[]) => any;
  /** A source record for a text that is no module. */
  source(url: string): SourceRecord;
  /** Rewrites and runs a script. `indirect` as for an indirect eval. */
  runScript(text: string, url: string, indirect: boolean): unknown;
  /** Rewrites a text, registers its functions and scopes; throws SyntaxError, or the refusal of dynamic code. */
  rewrite(request: Omit<RewriteRequest, 'key' | 'constants'>, original: string): string;
}

let nextKey = 0;

// Rewritten texts that a compartment keeps for the next time, and the longest of them in UTF-16 units.
const mostKept = 500;
const longestKept = 4096;

/**
 * Stops: naming anything but the global object's own and inherited properties.
 * Does not stop: what the endowments themselves give away.
 */
export function makeCompartment(parts: CompartmentParts): Compartment {
  const { host } = parts;
  const kept = new Map<string, string>();
  const global = create(parts.prototype ?? Object.prototype) as Record<PropertyKey, unknown>;

  const compartment: Compartment = {
    package: parts.package,
    global,
    get runtime() { return runtime; },
    instantiate: (code, url, source) => {
      const functor = host.evaluate(code, url) as Functor;
      return functor(global, runtime, source);
    },
    source: (url) => freeze({
      __proto__: null,
      i: (specifier: unknown, options: unknown) => parts.importFrom(url, specifier, options),
      m: () => { throw new SyntaxError('import.meta is only valid in a module'); },
    } as unknown as SourceRecord),
    runScript: (text, url, indirect) => {
      const code = compartment.rewrite({ text, goal: 'script' as Goal, ...(indirect && { indirectEval: true }) }, text);
      return apply(compartment.instantiate(code, url, compartment.source(url)), global, []);
    },
    rewrite: (request, original) => {
      // Programs that make functions from text make the same ones again and again.
      const question = request.goal === 'direct-eval' || original.length > longestKept ? undefined : stringifyJson(request);
      const answered = question === undefined ? undefined : kept.get(question);
      if (answered !== undefined) return answered;
      const key = `d${(nextKey++).toString(36)}`;
      const result = parseJson(host.rewrite(stringifyJson({ ...request, key, constants }))) as RewriteResult;
      if (!result.ok) throw failure(result.error.type, result.error.message, result.error.line);
      registerText(key, { original, functions: result.functions, scopes: result.scopes ?? [] }, parts.package);
      if (question !== undefined && kept.size < mostKept) kept.set(question, result.code);
      return result.code;
    },
  };

  const evaluators = makeEvaluators(compartment, parts);
  const constants = defineGlobals(global, parts, evaluators);
  const runtime = makeRuntime(compartment, evaluators, parts);
  return freeze(compartment);
}

function failure(type: string, message: string, line: number): Error {
  return type === 'SyntaxError' ? new SyntaxError(`${message} (line ${line})`) : new SyntaxError(`${message} (line ${line}; refused)`);
}

/** Defines every property once, with its final attributes: an engine keeps its fast form for the object then. Returns the constants. */
function defineGlobals(global: object, parts: CompartmentParts, evaluators: Evaluators): string[] {
  const wanted = new Set(parts.constants);
  const constants: string[] = [...valueNames];
  const define = (name: string, value: unknown): void => {
    if (hasOwn(parts.endowments, name)) return;
    const constant = wanted.has(name);
    if (constant) constants.push(name);
    defineProperty(global, name, { value, writable: !constant, enumerable: false, configurable: !constant });
  };
  for (const [name, value] of [['Infinity', Infinity], ['NaN', NaN], ['undefined', undefined]] as const) {
    defineProperty(global, name, { value, writable: false, enumerable: false, configurable: false });
  }
  for (const name of ownKeys(parts.standard)) define(name as string, parts.standard[name as string]);
  define('eval', evaluators.eval);
  define('Function', evaluators.Function);
  for (const name of ['globalThis', ...selfNames]) define(name, global);
  for (const name of ownKeys(parts.endowments)) defineProperty(global, name, parts.endowments[name]!);
  return constants;
}

function makeRuntime(compartment: Compartment, evaluators: Evaluators, parts: CompartmentParts): RuntimeRecord {
  const { global } = compartment;
  const { ungranted } = parts;
  const ownEval: unknown = evaluators.eval;
  let stash: unknown;
  const absent = (name: string, path?: string): never => { throw ungranted(name, path ?? '') ?? new ReferenceError(`${name} is not defined`); };
  const runtime: RuntimeRecord = {
    u: absent,
    z: (name) => {
      const base = create(null);
      defineProperty(base, name, { get: () => absent(name), set: () => absent(name), enumerable: false, configurable: false });
      return base;
    },
    g: (lexicals, variables, functionNames, functions, deletable) => {
      declareGlobals(global, lexicals, variables, functionNames, functions, deletable);
    },
    d: (source, site, callee, args) => {
      void source;
      const [text] = args;
      if (callee === ownEval && typeof text === 'string') {
        evaluators.check('eval');
        return compartment.rewrite({ text, goal: 'direct-eval', scope: scopeAt(site) }, text);
      }
      const value = callee === ownEval ? text : apply(callee as Function, undefined, args);
      if (typeof value !== 'string') return value;
      stash = value;
      return stashedText(scopeAt(site));
    },
    t: () => {
      const value = stash;
      stash = undefined;
      return value;
    },
    ...withObjects(ownEval),
    n: (target, name) => {
      if (isObject(target)) defineProperty(target, 'name', { value: name, writable: false, enumerable: false, configurable: true });
    },
    ...parts.runtime?.(global),
  };
  for (const name of ownKeys(runtime)) {
    const member: unknown = runtime[name as keyof RuntimeRecord];
    if (typeof member === 'function') freeze(member);
  }
  Object.setPrototypeOf(runtime, null);
  return freeze(runtime);
}

/** ECMA-262 GlobalDeclarationInstantiation: all checks before any definition. */
export function declareGlobals(
  global: object, lexicals: readonly string[], variables: readonly string[], functionNames: readonly string[], functions: readonly unknown[],
  deletable: boolean,
): void {
  if (!deletable) {
    for (const name of lexicals) {
      if (getOwnPropertyDescriptor(global, name)?.configurable === false) throw new SyntaxError(`Identifier '${name}' has already been declared`);
    }
  }
  for (const name of functionNames) {
    const own = getOwnPropertyDescriptor(global, name);
    const definable = own === undefined ? isExtensible(global) : own.configurable === true || (own.writable === true && own.enumerable === true);
    if (!definable) throw new TypeError(`Cannot declare the global function '${name}'`);
  }
  for (const name of variables) {
    if (!hasOwn(global, name) && !isExtensible(global)) throw new TypeError(`Cannot declare the global variable '${name}'`);
  }
  functionNames.forEach((name, index) => {
    const own = getOwnPropertyDescriptor(global, name);
    const value = functions[index];
    const fresh = own === undefined || own.configurable === true;
    defineProperty(global, name, fresh ? { value, writable: true, enumerable: true, configurable: deletable } : { value });
    (global as Record<string, unknown>)[name] = value;
  });
  for (const name of variables) {
    if (!hasOwn(global, name)) defineProperty(global, name, { value: undefined, writable: true, enumerable: true, configurable: deletable });
  }
}
