import { AbortError, checkAbortSignal } from '../common/errors.js';

const timers = require('timers');
const custom = Symbol.for('nodejs.util.promisify.custom');
const setTimeout = timers.setTimeout[custom];
const setImmediate = timers.setImmediate[custom];

async function* setInterval(after, value, options = {}) {
  const { signal, ref = true } = options;
  checkAbortSignal(signal, 'options.signal');
  const abort = () => new AbortError(undefined, { cause: signal.reason });
  if (signal?.aborted) throw abort();
  let due = 0, wake;
  const timer = timers.setInterval(() => {
    due++;
    wake?.();
  }, after);
  if (!ref) timer.unref();
  const onAbort = () => wake?.();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      if (due === 0 && !signal?.aborted) await new Promise((resolve) => (wake = resolve));
      if (signal?.aborted) throw abort();
      for (; due > 0; due--) yield value;
    }
  } finally {
    timers.clearInterval(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

const scheduler = {
  wait: (delay, options) => setTimeout(delay, undefined, options),
  yield: () => setImmediate(),
};

export default { setTimeout, setImmediate, setInterval, scheduler };
