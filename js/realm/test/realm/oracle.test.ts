import assert from 'node:assert/strict';
import { promises } from './harness/program.js';

promises('two packages reach no object in common that is not frozen', { files: {}, oracle: true }, (outcome) => assert.deepEqual(outcome.oracle, []));

promises('the oracle sees a shared mutable object where a shared module leaks one behind a frozen one', {
  files: {}, oracle: true,
  builtins: {
    leaky: { shared: true, text: 'const kept = { made: new Map() }; exports.kept = kept; exports.late = () => 1;' },
    fine: { shared: true, text: 'exports.f = () => 1; exports.K = class { m() {} static s() {} }; exports.data = { deep: [1, { x: 2 }] };' },
    powered: { shared: false, powers: ['file'], text: 'exports.own = new Map(); exports.f = () => 1' },
  },
}, (outcome) => assert.deepEqual(outcome.oracle, [{ path: 'node:leaky.kept.made', reason: 'a shared Map' }]));
