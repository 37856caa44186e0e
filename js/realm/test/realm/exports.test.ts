import assert from 'node:assert/strict';
import { promises } from './harness/program.js';
import type { Program } from './harness/driver.js';

const attempt = `const attempt = (name, f) => { try { f(); console.log(name, 'done'); } catch (error) { console.log(name, error instanceof TypeError ? 'refused' : error); } };`;

/** `evil` runs `text` on package `x`; then `honest` imports `x` and prints what it sees. The program itself does nothing but import them. */
function between(x: string, text: string, honest: string, mode?: 'harden' | 'copy' | 'open'): Program {
  const granted = { globals: { console: true }, packages: { x: true } };
  return {
    files: {
      '/app/main.js': `require('evil'); require('honest');`,
      '/app/node_modules/evil/index.js': `${attempt} const x = require('x'); ${text}`,
      '/app/node_modules/honest/index.js': `const x = require('x'); ${honest}`,
      [`/app/node_modules/x/index.js`]: x,
      '/app/node_modules/x/part.js': 'exports.run = () => "run"; exports.Part = class Part { go() { return "go"; } };',
    },
    entry: '/app/main.js',
    configuration: { policy: { resources: { evil: granted, honest: granted, x: { globals: { console: true } } } }, ...(mode && { exports: { x: mode } }) },
  };
}

const library = `
  class Base { shared() { return 'shared'; } }
  class Writer extends Base { render() { return 'honest'; } static make() { return new Writer(); } get size() { return 1; } }
  function Old() {} Old.prototype.run = function () { return 'old'; };
  exports.render = () => 'honest'; exports.Writer = Writer; exports.Old = Old; exports.utils = { escape: () => 'escaped', deep: { er: () => 'deep' } };
  exports.options = { size: 1, on: true }; exports.cache = new Map(); exports.list = [() => 'first']; exports.count = 0; exports.later = null; exports.writer = new Writer(); exports.table = new Uint8Array(3);
  Object.defineProperty(exports, 'part', { get: () => require('./part'), enumerable: true, configurable: true });
  Object.defineProperty(exports, 'Hidden', { get: () => Old, enumerable: true, configurable: true }); require('./part');`;
const attacks: readonly (readonly [name: string, text: string])[] = [
  ['function', `x.render = () => 'owned'`], ['class', `x.Writer = class {}`], ['delete', `delete x.render`],
  ['redefine', `Object.defineProperty(x, 'render', { value: () => 'owned' })`], ['method', `x.Writer.prototype.render = () => 'owned'`],
  ['static', `x.Writer.make = () => 'owned'`], ['inherited method', `x.Writer.prototype.shared = () => 'owned'`],
  ['base method', `Object.getPrototypeOf(x.Writer.prototype).shared = () => 'owned'`], ['old method', `x.Old.prototype.run = () => 'owned'`],
  ['shadowing', `x.Old.prototype.toString = () => 'owned'`], ['getter', `Object.defineProperty(x.Writer.prototype, 'size', { get: () => 2 })`],
  ['export getter', `Object.defineProperty(x, 'part', { value: {} })`], ['behind a getter', `x.part.run = () => 'owned'`],
  ['class behind a getter', `x.part.Part.prototype.go = () => 'owned'`], ['constructor', `x.Writer.prototype.constructor = Object`],
  ['nested', `x.utils.escape = () => 'owned'`], ['deeper', `x.utils.deep.er = () => 'owned'`], ['namespace', `x.utils = {}`],
  ['prototype', `x.Old.prototype = {}`], ['prototype chain', `Object.setPrototypeOf(x.Writer.prototype, {})`],
  ['instance', `x.writer = { render: () => 'owned' }`], ['method of the instance', `Object.getPrototypeOf(x.writer).render = 1`],
  ['assign', `Object.assign(x, { render: () => 'owned' })`], ['reflect', `if (!Reflect.set(x, 'render', 1)) throw new TypeError()`],
];
const look = `console.log(x.render(), new x.Writer().render(), new x.Writer().shared(), x.Writer.make() instanceof x.Writer, new x.Old().run(), String(new x.Old()),
  new x.Writer().size, x.part.run(), new x.part.Part().go(), x.utils.escape(), x.utils.deep.er(), new x.Writer().constructor === x.Writer);`;
const honest = 'honest honest shared true old [object Object] 1 run go escaped deep true';

promises('no importer can replace what the exports of a package do', between(library, attacks.map(([name, text]) => `attempt('${name}', () => { ${text}; });`).join(' '), look), (outcome) => {
  assert.deepEqual(outcome.stdout.split('\n').slice(0, -1), [...attacks.map(([name]) => `${name} refused`), honest]);
});

for (const [name, text] of attacks) {
  promises(`in mode open an importer can: ${name}`, between(library, `attempt('it', () => { ${text}; });`, '', 'open'), (outcome) => assert.equal(outcome.stdout, 'it done\n'), 'node');
}

promises('state stays state: data, collections and new exports may be changed', between(library, `
  attempt('data', () => { x.count = 5; x.options.size = 2; x.later = () => 'later'; x.fresh = 1; x.cache.set('a', 1); x.cache = new Map([['b', 1]]); x.table[0] = 1; x.writer.mark = 1; x.list[0] = () => 'second'; });`,
`console.log(x.count, x.options.size, x.later(), x.fresh, x.cache.size, x.list[0]());`), (outcome) => assert.equal(outcome.stdout, 'data done\n5 2 later 1 1 second\n'));

promises('importers may inherit from what is locked, and override it in their own', between(library, `
  attempt('override', () => {
    class Mine extends x.Writer { constructor() { super(); this.render = () => 'own'; } } Mine.make = () => 'made'; Mine.prototype.shared = () => 'mine';
    const old = new x.Old(); old.run = () => 'instance'; function Sub() {} Sub.prototype = Object.create(x.Old.prototype); Sub.prototype.constructor = Sub; Sub.prototype.run = () => 'sub';
    console.log(new Mine().render(), Mine.make(), new Mine().shared(), old.run(), new Sub().run(), new Sub().constructor === Sub);
  });`, look), (outcome) => assert.equal(outcome.stdout, `own made mine instance sub true\noverride done\n${honest}\n`));

promises('the program itself may change what it imports, until another package has imported it', {
  files: {
    '/app/main.js': `${attempt} const x = require('x'); attempt('early', () => { x.f = () => 'patched'; }); require('a'); attempt('late', () => { x.f = () => 'again'; }); console.log(x.f());`,
    '/app/node_modules/x/index.js': `exports.f = () => 'f'`, '/app/node_modules/a/index.js': `console.log(require('x').f())`,
  },
  entry: '/app/main.js', configuration: { policy: { resources: { a: { globals: { console: true }, packages: { x: true } } } } },
}, (outcome) => assert.equal(outcome.stdout, 'early done\npatched\nlate refused\npatched\n'));

promises('a part that is loaded after the package was given away is locked when it is there', between(`exports.load = () => require('./part');`,
  `attempt('late part', () => { x.load().run = () => 'owned'; });`, `console.log(x.load().run());`), (outcome) => assert.equal(outcome.stdout, 'late part refused\nrun\n'));

promises('in a circle of packages the exports are locked when they are complete', {
  files: {
    '/app/main.js': `require('x'); require('honest')`,
    '/app/node_modules/x/index.js': `exports.early = () => 'early'; require('evil'); exports.late = () => 'late'; exports.early = () => 'final';`,
    '/app/node_modules/evil/index.js': `${attempt} const x = require('x'); exports.later = () => { attempt('early', () => { x.early = 1; }); attempt('late', () => { x.late = 1; }); };`,
    '/app/node_modules/honest/index.js': `require('evil').later(); const x = require('x'); console.log(x.early(), x.late());`,
  },
  entry: '/app/main.js', configuration: { policy: { resources: {
    x: { packages: { evil: true } }, evil: { globals: { console: true }, packages: { x: true } }, honest: { globals: { console: true }, packages: { x: true, evil: true } } } } },
}, (outcome) => assert.equal(outcome.stdout, 'early refused\nlate refused\nfinal late\n'));

promises('ES modules are locked before their importer runs, whichever way they are imported', {
  files: {
    '/app/main.mjs': `import 'evil'; import 'evil2'; import { render, Writer } from 'x'; console.log(render.tag, new Writer().render());`,
    '/app/node_modules/x/index.mjs': `export class Writer { render() { return 'honest'; } } export const render = () => 1; render.tag = () => 'tag'; export default { f() {} };`,
    '/app/node_modules/evil/index.mjs': `${attempt} import x, * as ns from 'x'; attempt('method', () => { ns.Writer.prototype.render = 1; }); attempt('static', () => { ns.render.tag = 1; }); attempt('default', () => { x.f = 1; });`,
    '/app/node_modules/evil2/index.mjs': `${attempt} const ns = await import('x'); attempt('dynamic', () => { ns.Writer.prototype.render = 1; });`,
  },
  entry: '/app/main.mjs', configuration: { policy: { resources: { evil: { globals: { console: true }, packages: { x: true } }, evil2: { globals: { console: true }, packages: { x: true } } } } },
}, (outcome) => assert.match(outcome.stdout, /^method refused\nstatic refused\ndefault refused\ndynamic refused\n\[Function: .*honest\n$/s));

promises('mode copy gives each importer exports of its own, with what lies beneath locked', between(library, `
  attempt('own', () => { x.render = () => 'mine'; x.extra = 1; }); attempt('beneath', () => { x.Writer.prototype.render = 1; }); console.log(x.render());`, look, 'copy'),
(outcome) => assert.equal(outcome.stdout, `own done\nbeneath refused\nmine\n${honest}\n`));

promises('mode harden freezes data as well', between(library, `attempt('data', () => { x.count = 5; }); attempt('option', () => { x.options.size = 2; }); attempt('fresh', () => { x.fresh = 1; });`, look, 'harden'),
  (outcome) => assert.equal(outcome.stdout, `data refused\noption refused\nfresh refused\n${honest}\n`));

promises('exports that are proxies neither stop the lock nor run out of it', between(`
  class K { m() { return 'm'; } }
  exports.trap = new Proxy({}, { ownKeys() { throw 1; }, getPrototypeOf() { throw 2; } }); exports.K = K; exports.render = () => 'honest';`,
`attempt('beside', () => { x.K.prototype.m = 1; }); attempt('same', () => { x.render = 1; });`, `console.log(new x.K().m(), x.render())`), (outcome) => assert.equal(outcome.stdout, 'beside refused\nsame refused\nm honest\n'));

promises('exports that refuse to be hardened are given to nobody, however often they are asked for', {
  files: {
    '/app/main.js': `for (let i = 0; i < 3; i++) try { console.log(typeof require('x')); } catch (error) { console.log(error.message); }`,
    '/app/node_modules/x/index.js': `exports.trap = new Proxy({}, { ownKeys() { throw new Error('stopped'); }, preventExtensions() { throw new Error('stopped'); } });`,
  },
  entry: '/app/main.js', configuration: { exports: { x: 'harden' } },
}, (outcome) => assert.equal(outcome.stdout, 'stopped\nstopped\nstopped\n'));
