// Code files: exactly one call of `__bailey__` with two strings and a functor that reaches nothing by name; and what the functor does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { parse } from 'acorn';
import { freeNames } from '../../realm/src/rewrite/free-names';
import { withObjects } from '../../realm/src/realm/with-objects';
import { rewrite } from '../../realm/src/rewrite';
import { compilePage } from '../src/page/compile-page';
import type { PageMeta, PageRequest } from '../src/page/contract';

const page = (text: string, more: Partial<PageRequest> = {}) =>
  compilePage(rewrite, { path: 'text/0.js', key: 'k', goal: 'script', text, ...more });

/** The three arguments of a code file, read by a parser of our own; fails where the file is anything else. */
function parts(file: string): { path: string; meta: PageMeta; hasFunctor: boolean } {
  const program = parse(file, { ecmaVersion: 'latest', sourceType: 'script' });
  assert.equal(program.body.length, 1);
  const statement = program.body[0]!;
  assert.ok(statement.type === 'ExpressionStatement' && statement.end === file.length);
  const call = statement.expression;
  assert.ok(call.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === '__bailey__' && call.arguments.length === 3);
  const [path, meta, functor] = call.arguments as [any, any, any];
  assert.ok(path.type === 'Literal' && typeof path.value === 'string' && meta.type === 'Literal' && typeof meta.value === 'string');
  assert.ok((functor.type === 'Literal' && functor.raw === 'null') || functor.type === 'FunctionExpression');
  assert.deepEqual([...freeNames(program, '$r')].filter((name) => name !== '__bailey__'), []);
  return { path: path.value, meta: JSON.parse(meta.value) as PageMeta, hasFunctor: functor.type !== 'Literal' };
}

/** A page: scripts share its global, its lexical globals and its handlers' scopes. */
class Page {
  readonly context = vm.createContext(Object.create(null));
  readonly G: Record<string, any> = vm.runInContext('({})', this.context);
  readonly e = Object.create(this.G);
  readonly R = {
    e: this.e,
    u: (name: string) => { throw new ReferenceError(`${name} is not defined`); },
    z: (name: string) => Object.defineProperty({}, name, { set() { throw new ReferenceError(`${name} is not defined`); } }),
    o: (name: string, sloppy: boolean) => Object.hasOwn(this.e, name) ? this.e : name in this.G || sloppy ? this.G : this.R.z(name),
    g: (_: string[], variables: string[], names: string[], functions: unknown[]) => {
      names.forEach((name, index) => { this.G[name] = functions[index]; });
      for (const name of variables) if (!Object.hasOwn(this.G, name)) this.G[name] = undefined;
    },
    l: (bindings: object) => { Object.defineProperties(this.e, Object.getOwnPropertyDescriptors(bindings)); },
    ...withObjects(undefined),
  };

  constructor() {
    for (const name of ['Math', 'Object', 'Array', 'TypeError', 'ReferenceError']) this.G[name] = vm.runInContext(name, this.context);
    this.G.window = this.G;
  }

  functor(text: string, more: Partial<PageRequest> = {}): any {
    let registered: any;
    Object.assign(this.context, { __bailey__: (_path: string, _meta: string, functor: unknown) => { registered = functor; } });
    vm.runInContext(page(text, more).file, this.context);
    return registered(this.G, this.R, {});
  }

  run(text: string): any { return this.functor(text).call(this.G); }

  handler(text: string, name: string, scopes: { d?: object; f?: object; e: object }): any {
    return this.functor(text, { goal: 'handler', name }).call({ d: {}, f: {}, ...scopes });
  }
}

test('a code file says what it holds', () => {
  const { path, meta, hasFunctor } = parts(page('function f(){}', { path: 'file/script/a b.js' }).file);
  assert.equal(path, 'file/script/a b.js');
  assert.deepEqual(meta, { goal: 'script', key: 'k', functions: [0, 14], original: 'function f(){}' });
  assert.ok(hasFunctor);
});

test('a module says what it imports', () => {
  const answer = page("import a from './a.js'; export * from 'b'; export let c = import('d')", { goal: 'module' });
  assert.deepEqual(answer.imports, ['./a.js', 'b']);
  assert.deepEqual((parts(answer.file).meta.module as { stars: string[] }).stars, ['b']);
});

test('a text that is no script is a file with the fault and without a functor', () => {
  for (const [text, message] of [['a(', /Unexpected/], ['var x = 010', /strict mode here/], ['return 1', /return/]] as const) {
    const answer = page(text);
    const { meta, hasFunctor } = parts(answer.file);
    assert.equal(hasFunctor, false);
    assert.match(meta.error!.message, message);
    assert.deepEqual(answer.error, meta.error);
  }
});

test('paths, names and texts stay inside their strings', () => {
  for (const evil of ['");evil();("', "\\", '\n', '\u2028', '\u2029', '*/evil()/*', '</script>', '__proto__', '\ud800', "'+evil+'", '${evil}', '-->']) {
    assert.equal(parts(page('1', { path: evil }).file).path, evil);
    assert.equal(parts(page(`"${evil.replace(/["\\\n]/g, '')}"; let x = { __proto__: 1 }`).file).hasFunctor, true);
    assert.equal(parts(page(`@${evil}`).file).meta.original, `@${evil}`);
    assert.match(parts(page('1', { goal: 'handler', name: evil }).file).meta.error!.type, /Refused/);
  }
});

test('a handler cannot close the function that it is put into', () => {
  for (const text of ['}', '}}', '}),evil(),(function(){', '} } function x(){ {', '/*', '//', '`', '"', '}//', ')', '*/', 'return; } evil(); {', '<!--', '-->']) {
    const { meta, hasFunctor } = parts(page(text, { goal: 'handler', name: 'onclick' }).file);
    assert.equal(hasFunctor, /^(\/\/|<!--|-->)$/.test(text), text);
    if (!hasFunctor) assert.equal(meta.original, text);
  }
});

test('whatever the text, the file is one call', () => {
  const seeds = ['let a = 1; {', '}', 'function f(x) { return `${x}`; }', '/*', '*/', '"', "'", '`', 'with (a) b;', '\n', '//', 'eval(a)', 'import("x")', '(', ')', 'class A extends B { #p; }', '${', '</script>', '<!--', '\u2028', 'a => {', 'new.target', 'label: for (;;) break label;'];
  let seed = 7;
  const random = (limit: number) => { seed = Math.imul(seed, 1103515245) + 12345 >>> 0; return (seed >>> 8) % limit; };
  let good = 0;
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 1 + random(6) }, () => seeds[random(seeds.length)]).join(random(2) ? '' : ';');
    const goal = (['script', 'module', 'handler'] as const)[random(3)]!;
    if (parts(page(text, { goal, ...(goal === 'handler' && { name: 'onclick' }) }).file).hasFunctor) good++;
  }
  assert.ok(good > 100, String(good));
});

test('scripts of a page share var, function, let, const and class', () => {
  const p = new Page();
  p.run('var v = 1; function f() { return v; } let l = 1; const c = 2; class A {} let late = () => future;');
  assert.equal(p.run('v++; l += 10; f() + l + c + (typeof A === "function" ? 100 : 0)'), 2 + 11 + 2 + 100);
  assert.equal(p.G.v, 2);
  assert.equal('l' in p.G, false);
  assert.throws(() => p.run('c = 3'), /TypeError|setter|only a getter/);
  p.run('let future = 5');
  assert.equal(p.run('late()'), 5);
});

test('a lexical global hides a property of the window and is not one', () => {
  const p = new Page();
  p.G.name = 'window';
  p.run('let name = "mine"');
  assert.equal(p.run('name + window.name'), 'minewindow');
  p.run('name = "new"');
  assert.equal(p.run('name + window.name'), 'newwindow');
});

test('a binding that is not made yet throws, also for another script', () => {
  const p = new Page();
  assert.throws(() => p.run('missing(); let x = 1'), /missing is not defined/);
  assert.throws(() => p.run('x'), /before initialization/);
});

test('undeclared names become globals in sloppy code and throw in strict code', () => {
  const p = new Page();
  p.run('made = 1');
  assert.equal(p.G.made, 1);
  assert.throws(() => p.run('"use strict"; other = 1'), /other is not defined/);
  assert.throws(() => p.run('(class { static m() { other = 1 } }).m()'), /other is not defined/);
});

test('a function without this has the window in sloppy code alone', () => {
  const p = new Page();
  assert.equal(p.run('(function () { return this; })() === window'), true);
  assert.equal(p.run('(function () { return (() => this)(); })() === window'), true);
  assert.equal(p.run('(function () { "use strict"; return this; })()'), undefined);
  assert.equal(p.run('(class { static m() { return this; } }).m.call(undefined)'), undefined);
});

test('a constant that the text replaces is none for it', () => {
  const p = new Page();
  assert.equal(p.run('window.Array = 1; Array'), 1);
  assert.equal(p.run('Math = 2; Math'), 2);
});

test('a handler sees its element, form and document before the globals, and its own names before those', () => {
  const p = new Page();
  p.G.value = 'global';
  p.G.only = 'global';
  const scopes = { d: { value: 'd', title: 'd' }, f: { value: 'f', action: 'f' }, e: { value: 'e', id: 'e' } };
  const names = p.handler('return [value, id, action, title, only, event, this.id].join()', 'onclick', scopes);
  assert.equal(names.call(scopes.e, 'ev'), 'e,e,f,d,global,ev,e');
  assert.equal(names.name, 'onclick');
  p.handler('id = "new"; let value = 1; fresh = value;', 'onclick', scopes).call(scopes.e);
  assert.equal(scopes.e.id, 'new');
  assert.equal(p.G.fresh, 1);
  assert.equal(p.handler('return source + error', 'onerror', scopes)(0, 1, 2, 3, 4), 5);
});
