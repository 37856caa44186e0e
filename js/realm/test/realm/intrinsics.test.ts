import assert from 'node:assert/strict';
import { promises, prints } from './harness/program.js';

const script = (text: string, more = {}) => ({ files: {}, scripts: [{ text }], ...more });

promises('powerful globals are absent', script(`
  ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'WebAssembly', 'Intl', 'Compartment', 'lockdown', 'harden', 'assert', 'ShadowRealm',
   'setTimeout', 'process', 'require', 'Temporal'].filter((name) => name in globalThis).join()`), (outcome) => assert.deepEqual(outcome.results, ['']));

promises('no path by prototypes leads to a constructor that makes code', script(`
  const kinds = [function () {}, function* () {}, async () => 0, async function* () {}, class {}, () => 0, parseInt, [].map, Date, eval, Function];
  const tries = kinds.map((f) => { try { const made = f.constructor('return globalThis'); return typeof made; } catch (error) { return error.name; } });
  const indirect = kinds.map((f) => { try { return typeof Reflect.construct(Object.getPrototypeOf(f).constructor, ['return 1'], class {}); } catch (error) { return error.name; } });
  [...new Set([...tries, ...indirect])].join()`), (outcome) => assert.deepEqual(outcome.results, ['TypeError']));

promises('toString answers with the original text', script(`
  function   f ( a,b ) { /* note */ return a+b }
  const g = async  x  =>  x
  class K { static  m ( ) { return 1 } get  p () { return 2 } }
  const made = new Function('a', 'b', 'return a  + b');
  const evaluated = eval('(function  (q) { return q  })');
  const expected = ['function   f ( a,b ) { /* note */ return a+b }', 'async  x  =>  x', 'class K { static  m ( ) { return 1 } get  p () { return 2 } }',
    'm ( ) { return 1 }', 'get  p () { return 2 }', 'function anonymous(a,b\\n) {\\nreturn a  + b\\n}', 'function  (q) { return q  }'];
  [f, g, K, K.m, Object.getOwnPropertyDescriptor(K.prototype, 'p').get, made, evaluated].map(String).map((text, i) => text === expected[i] ? 'same' : text).join()`),
(outcome) => assert.deepEqual(outcome.results, ['same,same,same,same,same,same,same']));

promises('functions of the engine and of the realm look native, and markers can not be forged', script(`
  const fake = Object.defineProperty(function () { return 1 }.bind(), 'name', { value: '/*#d0.0*/}' });
  const text = () => "/*#d0.0*/}";
  [[].map, eval, Function, Date, Math.random, Error.captureStackTrace, fake].map((f) => /\\{\\s*\\[native code\\]\\s*\\}$/.test(String(f))).join() + String(text)`),
(outcome) => assert.deepEqual(outcome.results, ['true,true,true,true,true,true,true() => "/*#d0.0*/}"']));

promises('Date and Math ask the host', script(`
  const d = new Date();
  [d.getTime(), Date.now(), new Date(5).getTime(), typeof Date(), d instanceof Date, d.constructor === Date, Date.length, Date.UTC(1970, 0), new Date(2020, 1).getMonth(),
   new (class D extends Date {})(7).getTime(), Math.random() < 1, Math.floor(1.5)].join()`),
(outcome) => assert.deepEqual(outcome.results, ['1700000000000,1700000000000,5,string,true,true,7,0,1,7,true,1']));

promises('clock none and random none are refused by name', script(`
  const tried = [() => Date.now(), () => new Date(), () => Date(), () => Math.random(), () => new Date(0).constructor.now()]
    .map((f) => { try { return f(); } catch (error) { return error.code; } });
  tried.push(new Date(3).getTime());
  tried.join()`, { configuration: { clock: 'none', random: 'none' } }),
(outcome) => {
  assert.deepEqual(outcome.results, [`${'ERR_BAILEY_REFUSED,'.repeat(5)}3`]);
  assert.equal(outcome.refusals[0]!.grant, '"clock": "real" in bailey.json');
});

promises('a package narrowed to no clock finds none by prototypes either, and the others keep theirs', {
  files: { '/app/node_modules/a/index.js': '' },
  configuration: { packages: { a: { clock: 'none' } }, policy: { resources: { a: {} } } },
  scripts: [
    { package: 'a', text: 'try { new Date(0).constructor.now() } catch (error) { error.code }' },
    { package: 'a', text: 'try { Date.now() } catch (error) { error.code }' },
    { text: 'Date.now()' },
  ],
}, (outcome) => assert.deepEqual(outcome.results, ['ERR_BAILEY_REFUSED', 'ERR_BAILEY_REFUSED', '1700000000000']));

promises('dynamicCode off stops every evaluator with a clear error, and on it lets them through', script(`
  [() => eval('1'), () => (0, eval)('1'), () => new Function('return 1')(), () => Function('return 1')(), () => Reflect.construct(Function, ['return 1'])()]
    .map((f) => { try { return f(); } catch (error) { return error.message; } }).join('|')`, { configuration: { dynamicCode: false } }),
(outcome) => {
  const [text] = outcome.results;
  assert.equal(text!.split('|').length, 5);
  for (const part of text!.split('|')) assert.match(part, /^Refused dynamic code "(eval|Function)" to package \$root\$: no grant in policy\. To allow it: "dynamicCode": "allow"/);
});

promises('dynamicCode on lets every evaluator work', script(`
  var g = 1;
  { let local = 2; var seen = eval('local + g'); }
  [eval('1'), (0, eval)('var h = 3; h'), h, new Function('return g')(), seen, typeof eval('(function(){ return this })()'), eval(5), (0, eval)('this') === globalThis].join()`),
(outcome) => assert.deepEqual(outcome.results, ['1,3,3,1,3,undefined,5,true']));

promises('a direct eval through a replaced eval calls the replacement', script(`
  globalThis.eval = (text) => 'got ' + text;
  let x = 1;
  eval('x')`), (outcome) => assert.deepEqual(outcome.results, ['got x']));

promises('text with errors throws the guest its own SyntaxError', script(`
  const tried = ['(', 'let a; let a', '}); (function () {', 'return 1'].map((text) => { try { (0, eval)(text); } catch (error) { return error instanceof SyntaxError; } });
  const injected = [['/*', '*/){'], ['a = \`', '\`) { '], ['', '}); (function () {']].map((args) => { try { Function(...args); return 'made'; } catch (error) { return error.name; } });
  [...tried, ...injected].join()`), (outcome) => assert.deepEqual(outcome.results, ['true,true,true,true,SyntaxError,SyntaxError,SyntaxError']));

promises('globals are written, declared and missed as in strict code', script(`
  const tried = [];
  const attempt = (f) => { try { tried.push(String(f())); } catch (error) { tried.push(error.name + ' ' + error.message); } };
  var declared = 1;
  attempt(() => globalThis.declared);
  attempt(() => missing);
  attempt(() => typeof missing);
  attempt(() => { missing = 1; });
  attempt(() => { Array = 1; });
  attempt(() => { undefined = 1; });
  attempt(() => { globalThis.added = 2; return added; });
  attempt(() => { added = 3; return globalThis.added; });
  attempt(() => delete globalThis.added && typeof added);
  attempt(() => self === globalThis && global === globalThis);
  tried.join('; ')`), (outcome) => assert.match(outcome.results[0]!,
  /^1; ReferenceError missing is not defined; undefined; ReferenceError missing is not defined; TypeError [^;]*; TypeError [^;]*; 2; 3; undefined; true$/));

promises('two packages have their own globals and share frozen intrinsics', {
  files: { '/app/node_modules/a/index.js': '' }, configuration: { policy: { resources: { a: {} } } },
  scripts: [
    { text: 'globalThis.secret = 1; Object.isFrozen(Object.prototype) && Object.isFrozen(Array) && Object.isFrozen(Math) && Object.isFrozen(Date)' },
    { package: 'a', text: 'typeof secret + typeof console' },
  ],
}, (outcome) => assert.deepEqual(outcome.results, ['true', 'undefinedundefined']));

promises('the error of an extended Error keeps its class, and captureStackTrace gives a stack in the usual form', script(`
  class Mine extends Error { constructor(text) { super(text); this.name = 'Mine'; Error.captureStackTrace(this, Mine); } }
  const mine = new Mine('x');
  Error.stackTraceLimit = 5;
  [mine instanceof Mine, mine instanceof Error, mine.stack.split('\\n')[0], String(mine)].join()`), (outcome) => assert.deepEqual(outcome.results, ['true,true,Mine: x,Mine: x']));

promises('errors made by the guest have a stack in the form of Node with guest frames only', {
  files: { '/app/main.js': `
    function thrower() { throw new TypeError('inner'); }
    class Mine extends RangeError { constructor(m) { super(m); this.name = 'Mine'; } }
    try { thrower(); } catch (error) { console.log(error.stack.split('\\n')[0], /^    at /.test(error.stack.split('\\n')[1]), error.stack.includes('construct')); }
    const mine = new Mine('m');
    console.log(mine.stack.split('\\n')[0], String(mine), mine instanceof RangeError, mine.constructor === Mine, Object.keys(mine).join(), Mine.__proto__ === RangeError);
    console.log(TypeError.prototype.constructor === TypeError, TypeError.__proto__ === Error, TypeError.length, TypeError('x') instanceof TypeError, new AggregateError([1], 'a').errors[0]);
    try { null.x; } catch (error) { console.log(error.constructor === TypeError, error instanceof Error); }
    console.log(new Error('x', { cause: 5 }).cause, Error.stackTraceLimit, (Error.stackTraceLimit = 50, Error.stackTraceLimit), Error.isError(new Error()), Error.isError({}));` },
  entry: '/app/main.js',
}, (outcome) => {
  assert.equal(outcome.stderr, '');
  assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), ['TypeError: inner true false', 'RangeError: m Mine: m true true name true', 'true false 1 true 1', 'true true', '5 10 50 true false']);
}, 'jsc');

prints('lockdown reports unknown intrinsics as data, never on the console', 'console.log(1)', ['1']);
