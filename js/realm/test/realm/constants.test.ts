import { prints, promises } from './harness/program.js';
import assert from 'node:assert/strict';

const attempt = `const attempt = (f) => { try { return f(); } catch (error) { return error.name; } };`;

prints('a global that the graph does not call constant may be assigned, by every road, in its package only', `
  ${attempt}
  globalThis.Promise = 'mine'; Map = 'map'; Object.defineProperty(globalThis, 'Set', { value: 'set', configurable: true }); delete globalThis.WeakMap;
  console.log(Promise, Map, Set, typeof WeakMap, attempt(() => WeakMap), eval('Promise'), new Function('return Map')(), (0, eval)('Promise = 2; Promise'), Promise);
  console.log(require('a').text());
`, ['mine map set undefined ReferenceError mine map 2 2', 'function function function function'], {
  files: { '/app/node_modules/a/index.js': `exports.text = () => [typeof Promise, typeof Map, typeof Set, typeof WeakMap].join(' ')` }, constants: [],
});

prints('what the graph calls constant throws when it is assigned, also by a text that comes later', `
  ${attempt}
  console.log(attempt(() => { globalThis.Promise = 1; }), attempt(() => { Promise = 1; }), attempt(() => delete globalThis.Promise), attempt(() => eval('Promise = 1')),
    attempt(() => new Function('Promise = 1')()), attempt(() => require('./late.js')), typeof Promise);
`, ['TypeError TypeError TypeError TypeError TypeError TypeError function'], { files: { '/app/late.js': 'globalThis.Promise = 1' }, late: ['./late.js'], constants: ['Promise'] });

promises('a global that the policy lets two packages write is one for both and for the program', {
  files: {
    '/app/main.js': `require('a'); require('b'); console.log(Promise);`,
    '/app/node_modules/a/index.js': `globalThis.Promise = 'from a'`, '/app/node_modules/b/index.js': `console.log(Promise); Promise = 'from b';`,
  },
  entry: '/app/main.js', constants: ['Map'],
  configuration: { policy: { resources: { a: { globals: { Promise: 'write' } }, b: { globals: { Promise: 'redefine', console: true } } } } },
}, (outcome) => assert.equal(outcome.stdout, 'from a\nfrom b\n'));
