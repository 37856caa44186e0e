// `AbortSignal.timeout` needs a timer, which belongs to one package; the class itself is shared by all, so that signals cross packages.
import { coded, checkInteger } from '../common/errors.js';

const { AbortController, AbortSignal: Shared } = require('internal/abort');
const { DOMException } = require('internal/dom-exception');

function AbortSignal() {
  throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}
Object.defineProperties(AbortSignal, {
  prototype: { value: Shared.prototype, writable: false },
  abort: { value: (...args) => Shared.abort(...args), writable: true, enumerable: true, configurable: true },
  any: { value: (signals) => Shared.any(signals), writable: true, enumerable: true, configurable: true },
  timeout: {
    value: (milliseconds) => {
      checkInteger(milliseconds, 'delay', 0, 2 ** 53 - 1);
      const controller = new AbortController();
      const timers = require('timers');
      timers.setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), milliseconds).unref();
      return controller.signal;
    },
    writable: true, enumerable: true, configurable: true,
  },
});

export default { AbortController, AbortSignal };
