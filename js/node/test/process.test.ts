import test from 'node:test';
import assert from 'node:assert';
import { Console as NodeConsole } from 'node:console';
import { Writable } from 'node:stream';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const make = (options = {}) => {
  const powers = fakePowers(options);
  return { powers, ...load(powers), text: (stream = 1) => powers.written.filter((each) => each.stream === stream).map((each) => each.text).join('') };
};

test('console.log of plain text loads nothing but the console', () => {
  const { require, evaluated, text } = make();
  require('console').log('hello', 'world');
  assert.equal(text(), 'hello world\n');
  assert.deepEqual(evaluated, ['console']);
});

test('the console prints what Node\'s prints', () => {
  const calls: [string, ...any[]][] = [
    ['log', 'a', 1, { b: [1, { c: 2 }] }], ['log', '%s is %d', 'x', 5, 'more'], ['log'], ['error', 'bad'], ['warn', [1]], ['info', null], ['debug', undefined], ['group', 'G'], ['log', 'in\nside'], ['group'], ['log', 'deep'],
    ['groupEnd'], ['groupEnd'], ['log', 'out'], ['count'], ['count', 'x'], ['count'], ['countReset'], ['count'], ['assert', true, 'no'], ['assert', false], ['assert', false, 'why %s', 'x'], ['assert', false, { a: 1 }],
    ['dir', { a: { b: { c: { d: 1 } } } }, { depth: 0 }], ['dirxml', 'x', { y: 1 }], ['log', new Error('x').message], ['log', Symbol('x')], ['table', 5], ['log', '100%'], ['log', '%o', [1]], ['log', -0, 1n],
  ];
  const { require, powers } = make();
  const theirs: { stream: number; text: string }[] = [];
  const sink = (stream: number) => new Writable({ write(chunk, _, done) { theirs.push({ stream, text: `${chunk}` }); done(); } });
  const node = new NodeConsole({ stdout: sink(1), stderr: sink(2), colorMode: false }) as any;
  const ours = require('console');
  for (const [name, ...args] of calls) { ours[name](...args); node[name](...args); }
  for (const [i, each] of theirs.entries()) assert.deepEqual(powers.written[i], each);
  assert.equal(powers.written.length, theirs.length);
});

test('tables are drawn as Node 22 draws them', () => {
  const { require, text } = make();
  require('console').table([{ a: 1, b: 'x' }, { a: 22 }]);
  assert.equal(text(), '┌─────────┬────┬─────┐\n│ (index) │ a  │ b   │\n├─────────┼────┼─────┤\n│ 0       │ 1  │ \'x\' │\n│ 1       │ 22 │     │\n└─────────┴────┴─────┘\n');
});

test('process: facts, copies of what was granted, and no more', () => {
  const granted = { A: '1' };
  const { require, powers } = make({ env: granted, argv: ['/usr/bin/node', '/app/x.js', 'arg'] });
  const process = require('process');
  process.env.B = '2';
  process.argv.push('more');
  assert.deepEqual(granted, { A: '1' });
  assert.deepEqual(powers.configuration.argv.length, 3);
  assert.equal(process.version, 'v22.12.0');
  assert.equal(`${process.platform} ${process.arch} ${process.pid}`, 'linux x64 1');
  assert.equal(typeof process.hrtime.bigint(), 'bigint');
  assert.equal(process.hrtime(process.hrtime())[0], 0);
  assert.throws(() => process.kill(2), { code: 'ERR_BAILEY_REFUSED' });
  assert.throws(() => process.binding('fs'), { code: 'ERR_BAILEY_REFUSED' });
  assert.equal(Object.prototype.toString.call(process), '[object process]');
  assert.ok(process instanceof require('events'));
  process.exitCode = 4;
  assert.equal(powers.exitCode, 4);
  assert.throws(() => { process.exitCode = 'x'; }, { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => process.exit(7), /exit 7/);
});

test('the realm is listened to only for what somebody listens to', () => {
  const { require, powers } = make();
  const process = require('process');
  assert.deepEqual([...powers.listeners.keys()], []);
  const seen: any[] = [];
  const listener = function (this: any, code: number) { seen.push([this === process, code]); };
  process.on('exit', listener).once('uncaughtException', (error: any) => seen.push(error));
  process.on('SIGINT', (name: string) => seen.push(name));
  for (const each of powers.listeners.get('exit')!) each(3);
  const [uncaught] = powers.listeners.get('uncaughtException')!;
  assert.equal(uncaught!('e', 'uncaughtException'), true);
  assert.equal(uncaught!('f', 'uncaughtException'), false);
  for (const each of powers.listeners.get('signal')!) { assert.equal(each('SIGINT', 2), true); assert.equal(each('SIGTERM', 15), false); }
  assert.deepEqual(seen, [[true, 3], 'e', 'SIGINT']);
  assert.equal(process.listeners('exit')[0], listener);
  process.off('exit', listener);
  assert.equal(process.listenerCount('exit'), 0);
});

test('warnings are printed once per deprecation code and told to listeners', async () => {
  const { require, text } = make();
  const process = require('process');
  const told: string[] = [];
  process.on('warning', (warning: Error) => told.push(warning.message));
  process.emitWarning('careful');
  process.emitWarning('old', 'DeprecationWarning', 'DEP9');
  process.emitWarning('old', 'DeprecationWarning', 'DEP9');
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(text(2), '(node:1) Warning: careful\n(node:1) [DEP9] DeprecationWarning: old\n');
  assert.deepEqual(told, ['careful', 'old']);
});

test('standard output and input are streams', async () => {
  const { require, text } = make({ input: ['line 1\nli', 'ne 2\n'] });
  const process = require('process');
  await new Promise<void>((resolve) => process.stdout.write('héllo\n', () => resolve()));
  process.stdout.write(Buffer.from('bytes\n'));
  process.stderr.write('err\n');
  assert.equal(text(), 'héllo\nbytes\n');
  assert.equal(text(2), 'err\n');
  assert.equal(process.stdout.isTTY, false);
  const lines = [];
  for await (const line of require('readline').createInterface({ input: process.stdin })) lines.push(line);
  assert.deepEqual(lines, ['line 1', 'line 2']);
});

test('readline answers questions in order', async () => {
  const { require, text } = make({ input: ['Ann\n', '42\n'] });
  const reader = require('readline/promises').createInterface({ input: require('process').stdin, output: require('process').stdout });
  assert.equal(await reader.question('name? '), 'Ann');
  assert.equal(await reader.question('age? '), '42');
  reader.close();
  assert.equal(text(), 'name? age? ');
});

test('timers', async () => {
  const { require } = make();
  const timers = require('timers');
  const seen: any[] = [];
  await new Promise<void>((resolve) => {
    const t = timers.setTimeout((...args: any[]) => seen.push(args), 1, 'a', 'b');
    assert.equal(t.hasRef(), true);
    assert.equal(t.unref().hasRef(), false);
    t.ref();
    const never = timers.setTimeout(() => seen.push('never'), 1);
    timers.clearTimeout(+never);
    let count = 0;
    const interval = timers.setInterval(() => { if (++count === 3) { timers.clearInterval(interval); resolve(); } }, 2);
    timers.setImmediate(() => seen.push('immediate'));
    timers.clearImmediate(timers.setImmediate(() => seen.push('never')));
    const refreshed = timers.setTimeout(() => seen.push('refreshed'), 1);
    refreshed.refresh();
  });
  assert.deepEqual(seen.map(String).sort(), ['a,b', 'immediate', 'refreshed']);
  assert.throws(() => timers.setTimeout('code'), { code: 'ERR_INVALID_ARG_TYPE' });
  const promises = require('timers/promises');
  assert.equal(await promises.setTimeout(1, 'v'), 'v');
  const controller = new (require('internal/abort').AbortController)();
  const aborted = promises.setTimeout(1000, 'v', { signal: controller.signal });
  controller.abort();
  await assert.rejects(aborted, { name: 'AbortError', code: 'ABORT_ERR' });
  let turns = 0;
  for await (const value of promises.setInterval(1, 'tick')) { assert.equal(value, 'tick'); if (++turns === 3) break; }
});

test('os tells the same about every machine', () => {
  const { require } = make({ env: { HOME: '/home/guest' } });
  const os = require('os');
  assert.equal(os.hostname(), 'localhost');
  assert.equal(os.cpus().length, 1);
  assert.equal(`${os.homedir()} ${os.tmpdir()} ${os.EOL}`, '/home/guest /tmp \n');
  assert.equal(os.constants.signals.SIGINT, 2);
});

test('an emit of a package\'s own hears of the exit, on copies of process too, and putting the old one back ends that', () => {
  const { require, powers } = make();
  const process = require('process');
  const copy = Object.create(Object.getPrototypeOf(process), Object.getOwnPropertyDescriptors(process));
  const before = copy.emit;
  const seen: unknown[] = [];
  const own = function (this: unknown, name: string, ...args: unknown[]) { seen.push([name, args]); return Reflect.apply(before, this, [name, ...args]); };
  copy.emit = own;
  assert.equal(process.emit, own);
  for (const each of powers.listeners.get('exit')!) each(3);
  assert.deepEqual(seen, [['exit', [3]]]);
  copy.emit = before;
  for (const each of powers.listeners.get('exit')!) each(3);
  assert.equal(seen.length, 1);
});
