import vm from 'node:vm';
import { stashedText, type RewriteFailure, type RewriteRequest, type RewriteSuccess, type RuntimeRecord, type SourceRecord } from '../../src/abi.js';
import { withObjects } from '../../src/realm/with-objects.js';
import { rewrite } from '../../src/rewrite/index.js';

/** The smallest realm that runs printed code: one global, a runtime record, one engine context without anything in it. */
export class TestCompartment {
  readonly context = vm.createContext(Object.create(null));
  readonly G: Record<string, any> = vm.runInContext('({ __proto__: null })', this.context);
  readonly imported: unknown[] = [];
  readonly constants: string[];
  private readonly scopes = new Map<string, unknown>();
  private readonly ownEval = (text: unknown): unknown => typeof text === 'string' ? this.script(text, { indirectEval: true }) : text;
  private stash: unknown;
  private count = 0;
  readonly withs = withObjects(this.ownEval);

  readonly S: SourceRecord = {
    i: (specifier, options) => { this.imported.push(options === undefined ? specifier : [specifier, options]); return Promise.resolve('module'); },
    m: () => ({ url: 'test' }),
  };

  readonly R: RuntimeRecord = vm.runInContext(`(function (self) {
    const undef = (name) => { throw new ReferenceError(name + ' is not defined'); };
    return {
      u: undef,
      z: (name) => Object.defineProperty({ __proto__: null }, name, { get() { undef(name); }, set() { undef(name); } }),
      n(f, name) { Object.defineProperty(f, 'name', { value: name, configurable: true }); },
      g(lexicals, variables, names, functions, deletable) { self.declare(lexicals, variables, names, functions, deletable); },
      d(S, site, callee, args) { return self.directEval(site, callee, args); },
      t() { return self.take(); }, ...self.withs,
    };
  })`, this.context)(this);

  /** `globals` are the context's own intrinsics by name; constants among them are frozen on G. */
  constructor(globals: string[] = ['Object', 'Array', 'Math', 'JSON', 'TypeError', 'Error'], constants: string[] = []) {
    this.constants = constants;
    for (const name of [...globals, ...constants]) {
      const fixed = constants.includes(name);
      Object.defineProperty(this.G, name, {
        value: vm.runInContext(name, this.context), enumerable: true, writable: !fixed, configurable: !fixed,
      });
    }
    this.G.eval = this.ownEval;
    this.G.globalThis = this.G;
  }

  rewrite(text: string, goal: RewriteRequest['goal'], more: Partial<RewriteRequest> = {}): RewriteSuccess {
    const key = `k${++this.count}`;
    const result = JSON.parse(rewrite(JSON.stringify({ text, goal, key, constants: this.constants, ...more })));
    if (!result.ok) throw Object.assign(new Error(result.error.message), result.error);
    for (const [index, scope] of (result.scopes ?? []).entries()) this.scopes.set(`${key}.${index}`, scope);
    return result;
  }

  functor(text: string, goal: RewriteRequest['goal'], more: Partial<RewriteRequest> = {}): any {
    return vm.runInContext(this.rewrite(text, goal, more).code, this.context, { filename: 'guest.js' })(this.G, this.R, this.S);
  }

  script(text: string, more: Partial<RewriteRequest> = {}): any {
    return this.functor(text, 'script', more).call(this.G);
  }

  commonjs(text: string): any {
    const module: { exports: any } = { exports: {} };
    this.functor(text, 'commonjs').call(module.exports, module.exports, (name: string) => name, module, '/app/a.js', '/app');
    return module.exports;
  }

  /** A module without imports but those given; returns the getters of its exports after it ran. */
  module(text: string, imports: Record<string, () => unknown> = {}): Record<string, () => any> {
    const record = Object.create(null);
    for (const [name, get] of Object.entries(imports)) Object.defineProperty(record, name, { get });
    let exports: Record<string, () => any> = {};
    const body = this.functor(text, 'module').call(undefined, record, (getters: typeof exports) => { exports = getters; });
    body.next();
    body.next();
    return exports;
  }

  declare(lexicals: string[], variables: string[], names: string[], functions: unknown[], deletable: boolean): void {
    for (const name of lexicals) {
      if (Object.getOwnPropertyDescriptor(this.G, name)?.configurable === false) throw new SyntaxError(`${name} is restricted`);
    }
    const define = (name: string, value: unknown): void => {
      Object.defineProperty(this.G, name, { value, writable: true, enumerable: true, configurable: deletable });
    };
    names.forEach((name, index) => define(name, functions[index]));
    for (const name of variables) if (!(name in this.G)) define(name, undefined);
  }

  directEval(site: string, callee: unknown, args: unknown[]): unknown {
    if (callee === this.ownEval) {
      if (typeof args[0] !== 'string') return args[0];
      return this.rewrite(args[0], 'direct-eval', { scope: this.scopes.get(site) }).code;
    }
    const value = (callee as (...args: unknown[]) => unknown)(...args);
    if (typeof value !== 'string') return value;
    this.stash = value;
    return stashedText(this.scopes.get(site));
  }

  take(): unknown {
    return this.stash;
  }
}

/** The error of a text that is not rewritten. */
export function failure(text: string, goal: RewriteRequest['goal'] = 'script', more: Partial<RewriteRequest> = {}): RewriteFailure['error'] {
  const result = JSON.parse(rewrite(JSON.stringify({ text, goal, key: 'k', constants: [], ...more })));
  if (result.ok) throw new Error(`was rewritten: ${result.code}`);
  return result.error;
}

export const success = (text: string, goal: RewriteRequest['goal'] = 'script', more: Partial<RewriteRequest> = {}): RewriteSuccess =>
  new TestCompartment().rewrite(text, goal, more);
