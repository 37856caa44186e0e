// Every operation is written once, as a generator of broker requests, and driven three ways: synchronously, with a callback, as a promise.
import { checkFunction } from '../common/errors.js';

const { call, begin, tick } = require('bailey:powers');

/** One request; the generator receives `{ value, data }` or the thrown error. `shown` and `shownTo` are the paths as the program wrote them. */
export const request = (method, args, data, shown, shownTo) => ({ method, args, data, shown, shownTo });
/** Something that an asynchronous driver waits for; a synchronous one takes it as it is. */
export const wait = (value) => ({ wait: value });

/** Node's errors name the paths that the program gave; the broker only knows the absolute ones. */
function asWritten(error, { shown, shownTo, args }) {
  if (error === null || typeof error !== 'object') return error;
  for (const [key, whole, written] of [['path', args.path ?? args.from, shown], ['dest', args.to, shownTo]]) {
    if (written === undefined || whole === undefined || written === whole) continue;
    if (key === 'path' ? error.path === whole : error.code !== undefined) error[key] = written;
    for (const text of ['message', 'stack']) {
      if (typeof error[text] === 'string') error[text] = error[text].replace(`'${whole}'`, () => `'${written}'`);
    }
  }
  return error;
}

/** One request, now. */
export function requestNow(method, args, shown) {
  try {
    return call(method, args);
  } catch (error) {
    throw asWritten(error, { shown, args });
  }
}

export function driveNow(operation) {
  let step = operation.next();
  while (!step.done) {
    const { value } = step;
    if ('wait' in value) {
      step = operation.next(value.wait);
      continue;
    }
    let answer;
    try {
      answer = call(value.method, value.args, value.data);
    } catch (error) {
      step = operation.throw(asWritten(error, value));
      continue;
    }
    step = operation.next(answer);
  }
  return step.value;
}

async function driveOn(operation, step) {
  while (!step.done) {
    const { value } = step;
    let answer;
    try {
      answer = 'wait' in value ? await value.wait : await begin(value.method, value.args, value.data);
    } catch (error) {
      step = operation.throw('wait' in value ? error : asWritten(error, value));
      continue;
    }
    step = operation.next(answer);
  }
  return step.value;
}

const named = (fn, name, length) => Object.defineProperties(fn, { name: { value: name }, length: { value: length } });

export const synchronous = (name, operation) => named((...args) => driveNow(operation(...args)), `${name}Sync`, operation.length);

/** Bad arguments throw at once; everything else reaches the callback, on a turn of its own. `spread` turns the result into arguments. */
export const callback = (name, operation, spread = (value) => (value === undefined ? [] : [value])) => named((...args) => {
  const done = takeCallback(args);
  const running = operation(...args);
  let step;
  try {
    step = running.next();
  } catch (error) {
    if (!('syscall' in error)) throw error;
    return void tick(() => done(error));
  }
  driveOn(running, step).then((value) => tick(() => done(null, ...spread(value))), (error) => tick(() => done(error)));
  return undefined;
}, name, operation.length + 1);

export const promised = (name, operation) => named(async (...args) => {
  const running = operation(...args);
  return driveOn(running, running.next());
}, name, operation.length);

export function takeCallback(args) {
  const done = args.pop();
  checkFunction(done, 'cb');
  return done;
}
