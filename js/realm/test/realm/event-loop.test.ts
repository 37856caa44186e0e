import assert from 'node:assert/strict';
import { promises } from './harness/program.js';
import type { Program } from './harness/driver.js';

const builtins: NonNullable<Program['builtins']> = {
  loop: { shared: false, powers: ['timer', 'process', 'input'], globals: { setTimer: 'setTimer', tick: 'tick' }, text: `
    const powers = require('bailey:powers');
    exports.setTimer = powers.setTimer; exports.clearTimer = powers.clearTimer; exports.holdTimer = powers.holdTimer; exports.tick = powers.tick;
    exports.exit = powers.exit; exports.setExitCode = powers.setExitCode; exports.on = powers.on; exports.begin = powers.begin;` },
};
const guest = (text: string): Program => ({ files: { '/app/main.js': `const loop = require('loop'); ${text}` }, entry: '/app/main.js', builtins });

promises('timers run in order of time, ticks before promise reactions, and the guest ends when nothing is pending', guest(`
  setTimer(() => console.log('late'), 20); setTimer(() => { console.log('soon'); Promise.resolve().then(() => console.log('micro')); tick(() => console.log('tick')); }, 10);
  const dropped = setTimer(() => console.log('never'), 5); loop.clearTimer(dropped); tick(() => console.log('first'));
  Promise.resolve().then(() => console.log('entry micro'));`), (outcome) => {
  assert.equal(outcome.stdout, 'first\nentry micro\nsoon\ntick\nmicro\nlate\n');
  assert.equal(outcome.code, 0);
});

promises('a timer that is let go does not keep the guest alive, one that is held does', guest(`
  loop.holdTimer(setTimer(() => console.log('unheld'), 50), false); const kept = setTimer(() => console.log('held'), 10); loop.holdTimer(kept, false); loop.holdTimer(kept, true);`), (outcome) => {
  assert.equal(outcome.stdout, 'held\n');
  assert.equal(outcome.code, 0);
});

promises('a pending call keeps the guest alive', guest(`loop.begin('stdin.read', {}).then((answer) => console.log(answer.value.method))`), (outcome) => {
  assert.equal(outcome.stdout, 'stdin.read\n');
  assert.equal(outcome.code, 0);
});

promises('an uncaught error is printed and ends the guest with code 1', guest(`setTimer(() => { throw new TypeError('boom'); }, 1); setTimer(() => console.log('never'), 2);`), (outcome) => {
  assert.match(outcome.stderr, /^Uncaught TypeError: boom\n/);
  assert.equal(outcome.stdout, '');
  assert.equal(outcome.code, 1);
});

promises('printing an uncaught error runs no code of the guest', guest(`
  const error = new Error('x'); for (const key of ['name', 'message']) Object.defineProperty(error, key, { get() { console.log('ran'); return 'y'; } });
  throw error;`), (outcome) => {
  assert.equal(outcome.stdout, '');
  assert.equal(outcome.code, 1);
});

promises('a listener takes care of an uncaught error', guest(`loop.on('uncaughtException', (error, origin) => { console.log(error.message, origin); return true; });
  setTimer(() => console.log('alive'), 2); throw new Error('caught');`), (outcome) => {
  assert.equal(outcome.stdout, 'caught uncaughtException\nalive\n');
  assert.equal(outcome.code, 0);
});

promises('exit runs the exit listeners once and stops the caller', guest(`
  loop.on('exit', (code) => { console.log('exit', code); loop.exit(9); });
  setTimer(() => { try { loop.exit(3); } finally { console.log('unwinding'); } }, 1);`), (outcome) => {
  assert.equal(outcome.stdout.split('\n')[0], 'exit 3');
  assert.equal(outcome.code, 9);
});

promises('an exit code that was set is the one the guest ends with, and beforeExit may start more work', guest(`
  let more = 2; loop.on('beforeExit', (code) => { console.log('before', code); if (more-- > 0) setTimer(() => 0, 1); }); loop.setExitCode(5);`), (outcome) => {
  assert.equal(outcome.stdout, 'before 5\nbefore 5\nbefore 5\n');
  assert.equal(outcome.code, 5);
});

promises('an unhandled rejection ends the guest, and a handler added in the same job prevents it', guest(`
  const late = Promise.reject(new Error('handled')); late.catch(() => console.log('caught'));
  setTimer(() => { Promise.reject(new RangeError('lost')); }, 1); setTimer(() => console.log('never'), 5);`), (outcome) => {
  assert.equal(outcome.stdout, 'caught\n');
  assert.match(outcome.stderr, /Uncaught RangeError: lost/);
  assert.equal(outcome.code, 1);
}, 'jsc');

promises('a rejection with no error says so in the words of Node, and a listener takes care of it', guest(`
  let first = true; loop.on('unhandledRejection', (reason) => { if (!first) return false; first = false; console.log('took', reason); return true; });
  Promise.reject(1); setTimer(() => Promise.reject('two'), 1);`), (outcome) => {
  assert.equal(outcome.stdout, 'took 1\n');
  assert.match(outcome.stderr, /The promise rejected with the reason "'two'"/);
  assert.equal(outcome.code, 1);
}, 'jsc');
