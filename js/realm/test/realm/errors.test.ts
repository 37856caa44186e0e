import assert from 'node:assert/strict';
import { prints, promises } from './harness/program.js';

prints('a package keeps what it likes on its own Error, and other packages see nothing of it', `
  Error.stackTraceLimit = 1; Error.prepareStackTrace = () => 'mine'; Error.mark = 1; Object.defineProperty(Error, 'types', { value: 2 });
  console.log(Error.mark, Error.types, new Error('x').stack, require('a')());
`, ['1 2 mine 10   true true true'], { files: { '/app/node_modules/a/index.js': `
  module.exports = () => [Error.stackTraceLimit, Error.mark, Error.prepareStackTrace, new Error('y').stack.startsWith('Error: y'), new TypeError() instanceof Error, require('b') instanceof Error].join(' ');`,
  '/app/node_modules/b/index.js': 'module.exports = new Error("from b")' }, configuration: { policy: { resources: { a: { packages: { b: true } } } } } });

prints('every error is an instance of every package\'s Error, and the prototype is one', `
  const theirs = require('a'); class Mine extends Error {} class Theirs extends theirs {}
  console.log(theirs === Error, theirs.prototype === Error.prototype, new theirs('x') instanceof Error, new Error('x') instanceof theirs, new Mine() instanceof theirs, new Theirs('t').message, new Mine('m').name, Error('called').message);
  console.log(Object.isFrozen(Error.prototype), Object.isFrozen(Error.prototype.constructor), Object.isFrozen(Error), [1].concat(String(new Error('s'))).join());
`, ['false true true true true t Error called', 'true true false 1,Error: s'], { files: { '/app/node_modules/a/index.js': 'module.exports = Error' } });

promises('prepareStackTrace gets call sites of the guest\'s frames only, in order, with file, line and column', {
  files: { '/app/main.js': `
function inner() { const kept = Error.prepareStackTrace; Error.prepareStackTrace = (error, sites) => sites; const holder = {}; Error.captureStackTrace(holder); const { stack } = holder; Error.prepareStackTrace = kept; return stack.map((s) => s); }
function outer() { const sites = inner(); return sites; }
const sites = outer();
console.log(sites[0].getFunctionName(), sites[0].getFileName(), sites[0].getLineNumber(), sites[0].getColumnNumber() > 0);
console.log(sites[1].getFunctionName(), sites[1].getLineNumber(), sites[0].isNative(), sites[0].isEval(), String(sites[1]).startsWith('outer (/app/main.js:3:'));
console.log(Object.isFrozen(sites[0]), Object.isFrozen(Object.getPrototypeOf(sites[0])), sites[0].constructor === Object);
` }, entry: '/app/main.js',
}, (outcome) => assert.equal(outcome.stdout, 'inner /app/main.js 2 true\nouter 3 false false true\ntrue true true\n'), 'node');

prints('a prepareStackTrace that throws, that makes errors, or that is no function does no harm', `
  Error.prepareStackTrace = () => { throw new RangeError('prepared'); };
  try { new Error('x'); } catch (error) { console.log(error.name); }
  Error.prepareStackTrace = () => { return new Error('again').message; }; console.log(new Error('x').stack);
  Error.prepareStackTrace = 5; console.log(new Error('z').stack.split('\\n')[0]);
  Error.stackTraceLimit = 0; console.log(new Error('none').stack); Error.stackTraceLimit = 'x'; console.log(new Error('u').stack);
`, ['RangeError', 'again', 'Error: z', 'Error: none', 'undefined']);

prints('nobody else prepares the stacks of a package, nor replaces what captures them', `
  const { Mine } = require('honest'); const theirs = Object.getPrototypeOf(Mine); const seen = [];
  theirs.prepareStackTrace = (error) => { seen.push(error); return 'owned'; }; console.log(require('honest').stack(), seen.length);
  theirs.prepareStackTrace = ((error) => { seen.push(error); }).bind(null); theirs.prepareStackTrace = seen.push.bind(seen); console.log(require('honest').stack(), seen.length);
  for (const run of [() => { theirs.captureStackTrace = 1; }, () => { Object.defineProperty(theirs, 'captureStackTrace', { value: 1 }); }, () => { theirs.captureStackTrace.x = 1; }]) try { run(); } catch (error) { console.log(error.name); }
`, ['Error: honest 0', 'Error: honest 0', 'TypeError', 'TypeError', 'TypeError'], { files: {
  '/app/node_modules/honest/index.js': `exports.Mine = class extends Error {}; exports.stack = () => { const text = String(new Error('honest').stack).split('\\n')[0]; return text; };` } });

promises('captureStackTrace leaves out the function it is given', { files: { '/app/main.js': `
function fail() { const e = {}; Error.captureStackTrace(e, fail); const text = e.stack; return text; }
function caller() { const text = fail(); return text; }
const text = caller(); console.log(/at fail/.test(text), /at caller/.test(text));` }, entry: '/app/main.js' }, (outcome) => assert.equal(outcome.stdout, 'false true\n'), 'node');
