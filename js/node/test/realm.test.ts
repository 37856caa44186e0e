// The modules where they live: rewritten, in the locked-down realm, in the engine that ships.
import test from 'node:test';
import assert from 'node:assert';
import { moduleNames, run, unavailable } from './in-realm/run.ts';

const inRealm = (label: string, body: () => void) => test(label, { skip: unavailable }, body);
const lines = (text: string) => text.split('\n').filter(Boolean);

inRealm('hello loads the console and nothing else', () => {
  const { output, code, loaded } = run("console.log('hello')");
  assert.deepEqual([output, code, loaded], ['hello\n', 0, ['console']]);
});

inRealm('every module loads', () => {
  const { output, errors } = run(moduleNames().map((name) => `try { require('${name}') } catch (error) { console.log('${name}', error) }`).join('\n'));
  assert.deepEqual([output, errors], ['', '']);
});

inRealm('values are shown as in Node although intrinsics are locked down', () => {
  const { output } = run(`console.log([new Uint8Array(2), new Date(0), /x/g, new Map([[1, { a: new Set([2]) }]]), class A extends Array {}, function f() {}, Buffer.from('hi'), Symbol('s'), Object.create(null), new (class Foo { x = 1 })()]);
    console.log(new TypeError('bad').name, '%s', 1n);`);
  assert.deepEqual(lines(output), [
    '[', '  Uint8Array(2) [ 0, 0 ],', '  1970-01-01T00:00:00.000Z,', '  /x/g,', '  Map(1) { 1 => { a: [Set] } },', '  [class A extends Array],',
    '  [Function: f],', '  <Buffer 68 69>,', '  Symbol(s),', '  [Object: null prototype] {},', '  Foo { x: 1 }', ']', 'TypeError %s 1n',
  ]);
});

inRealm('streams, compression, digests, files and timers work together', () => {
  const { output, errors } = run(`
    const { Readable, Transform, pipeline } = require('stream');
    const zlib = require('zlib'), crypto = require('crypto'), fs = require('fs');
    let text = '';
    const upper = new Transform({ transform(chunk, _, done) { done(null, String(chunk).toUpperCase()) } });
    const gunzip = zlib.createGunzip();
    gunzip.on('data', (chunk) => { text += chunk }).on('end', () => console.log('stream', text));
    pipeline(Readable.from(['a', 'b']), upper, zlib.createGzip(), gunzip, (error) => console.log('done', error));
    console.log(crypto.createHash('sha1').update('abc').digest('hex').slice(0, 8), fs.readFileSync('data.txt', 'utf8'));
    fs.promises.readFile('none').catch((error) => console.log(error.code, error.path));
    setTimeout((x) => console.log('timer', x), 5, 1);
    process.nextTick(() => console.log('tick'));
    (async () => { for await (const x of Readable.from([1, 2])) console.log('read', x) })();
    console.log(structuredClone(new Map([[1, [2]]])), new URL('../x', 'http://a/b/c').href, new TextDecoder().decode(new TextEncoder().encode('é')));
    process.on('exit', (code) => console.log('exit', code));
  `);
  assert.equal(errors, '');
  assert.deepEqual(lines(output).sort(), [
    'ENOENT none', 'Map(1) { 1 => [ 2 ] } http://a/x é', 'a9993e36 file text', 'done undefined', 'exit 0', 'read 1', 'read 2', 'stream AB', 'tick', 'timer 1',
  ]);
});

inRealm('a package cannot change a shared module for another, and its own copy it can', () => {
  const { output } = run(`
    const other = require('other');
    const attempt = (name, change) => { try { change(); console.log(name, 'changed') } catch (error) { console.log(name, error.constructor.name) } };
    attempt('prototype', () => { require('events').prototype.emit = 1 });
    attempt('static', () => { require('events').once = 1 });
    attempt('Buffer', () => { Buffer.prototype.toString = 1 });
    attempt('URL', () => { URL.prototype.toString = 1 });
    require('fs').readFileSync = () => 'mine';
    require('util').inspect.defaultOptions = { depth: 0 };
    require('events').defaultMaxListeners = 1;
    console.log(require('fs').readFileSync('data.txt'), other.read(), other.limit());
    class Own extends require('events') { emit() { return 'own' } }
    const old = Object.create(require('events').prototype); old.emit = () => 'assigned';
    console.log(new Own().emit(), old.emit());
  `, { other: "exports.read = () => require('fs').readFileSync('data.txt', 'utf8'); exports.limit = () => require('events').defaultMaxListeners" });
  assert.deepEqual(lines(output), ['prototype TypeError', 'static TypeError', 'Buffer TypeError', 'URL TypeError', 'mine file text 10', 'own assigned']);
});

inRealm('what only instances lead to is frozen too', () => {
  const { output } = run(`
    const { Readable, Writable } = require('stream'), zlib = require('zlib'), Emitter = require('events');
    const bytes = new ReadableStream({ type: 'bytes' }), byob = bytes.getReader({ mode: 'byob' });
    const readable = Readable.from(['a']), emitter = new Emitter(), params = new URLSearchParams('a=1');
    const caught = (run) => { try { run() } catch (error) { return error } };
    const samples = {
      readable, iterator: readable[Symbol.asyncIterator](), mapped: Readable.from([1]).map((x) => x), writable: new Writable(), gzip: zlib.createGzip(), emitter,
      on: Emitter.on(emitter, 'x'), params, entries: params.entries(), url: new URL('http://x'), web: new ReadableStream().values(), bytes, byob, pending: byob.read(new Uint8Array(1)),
      controller: new AbortController(), event: new Event('x'), blob: new Blob(['x']), buffer: Buffer.from('x').entries(), encoder: new TextEncoder(), decoder: new (require('string_decoder').StringDecoder)(),
      storage: new (require('async_hooks').AsyncLocalStorage)(), channel: require('diagnostics_channel').channel('x'), error: caught(() => require('assert')(false)), bad: caught(() => Buffer.alloc(-1)),
      mime: new (require('util').MIMEType)('a/b'), transform: new TransformStream(), clone: structuredClone({}),
    };
    const seen = new Set();
    const walk = (value, path) => {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) return;
      seen.add(value);
      const prototype = Object.getPrototypeOf(value);
      if (prototype !== null && !Object.isFrozen(prototype)) console.log('not frozen:', path);
      walk(prototype, path + '.__proto__');
      for (const key of Reflect.ownKeys(value)) {
        const property = Reflect.getOwnPropertyDescriptor(value, key);
        for (const part of ['value', 'get', 'set']) walk(property[part], path + '.' + String(key));
      }
    };
    for (const name in samples) walk(samples[name], name);
    console.log(seen.size > 500);
    process.exit(0);
  `);
  assert.deepEqual(lines(output), ['true']);
});

inRealm('what needs a power that no guest has throws, names the package and is reported', () => {
  const { output, refusals } = run("require('other')", {
    other: "for (const [name, use] of [['http', () => require('http').request('http://x')], ['child_process', () => require('child_process').spawn('ls')], ['net', () => new (require('net').Socket)()], ['vm', () => require('vm').runInThisContext('1')]]) try { use() } catch (error) { console.log(name, error.code) }",
  });
  assert.deepEqual(lines(output), ['http', 'child_process', 'net', 'vm'].map((name) => `${name} ERR_BAILEY_REFUSED`));
  assert.deepEqual(refusals.map((each) => `${each.package} ${each.subject}`), ['other http.request', 'other child_process.spawn', 'other net.Socket', 'other vm.runInThisContext']);
});
