import { checkFunction } from '../common/errors.js';

/** Node's `queueMicrotask`; what the callback throws is seen as an unhandled rejection, for the language has no other report. */
function queueMicrotask(callback) {
  checkFunction(callback, 'callback');
  Promise.resolve().then(() => {
    callback();
  });
}

export default { queueMicrotask };
