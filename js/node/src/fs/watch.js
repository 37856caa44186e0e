// Watching by looking again and again: the broker tells nothing by itself, and a guest sees only what it could ask for anyway.
import { checkFunction, checkInteger } from '../common/errors.js';
import { checkSignal, nameAs, optionsOf, pathOf } from './arguments.js';
import { promised, synchronous } from './requests.js';
import { lstat, stat } from './paths.js';
import { readdir } from './trees.js';
import { BigIntStats, Stats } from './stats.js';

const { setTimer, clearTimer, holdTimer, tick } = require('bailey:powers');
const EventEmitter = require('events');

// How often `watch` looks, in milliseconds. `watchFile` is told by its caller.
const often = 250;
const look = promised('stat', stat);
const zeros = new Stats(...new Array(14).fill(0));
const nothing = (bigint) => (bigint ? new BigIntStats(zeros) : zeros);

/** A timer that is set anew when its work is done, so that slow looks do not pile up. */
class Repeated extends EventEmitter {
  #timer;
  #held = true;
  #ended = false;
  /** `work` ends the repetition by returning false. */
  repeat(work, milliseconds, held) {
    this.#held = held;
    const next = () => {
      if (this.#ended) return;
      this.#timer = setTimer(() => {
        this.#timer = undefined;
        work().then((goesOn) => { if (goesOn !== false) next(); });
      }, milliseconds);
      holdTimer(this.#timer, this.#held);
    };
    next();
  }
  get ended() {
    return this.#ended;
  }
  end() {
    this.#ended = true;
    if (this.#timer !== undefined) clearTimer(this.#timer);
    this.#timer = undefined;
  }
  ref() {
    return this.#hold(true);
  }
  unref() {
    return this.#hold(false);
  }
  #hold(held) {
    this.#held = held;
    if (this.#timer !== undefined) holdTimer(this.#timer, held);
    return this;
  }
}

/** What `fs.watchFile` returns: 'change' with the new and the former Stats. */
export class StatWatcher extends Repeated {
  #last;
  constructor(path, { bigint = false, interval = 5007, persistent = true }) {
    super();
    const once = async () => {
      let now = nothing(bigint), refused = false;
      try {
        now = await look(path, { bigint });
      } catch (error) {
        refused = error.code === 'EACCES'; // would be refused again, with a line in the audit log each time
      }
      if (this.ended) return false;
      const before = this.#last ?? now;
      // A file that is not there at first is told once, as in Node.
      const tells = this.#last === undefined ? now.ino == 0 : ['mtimeMs', 'size', 'mode', 'ino'].some((field) => now[field] !== before[field]); // eslint-disable-line eqeqeq
      this.#last = now;
      if (tells) this.emit('change', now, before);
      return !refused;
    };
    once().then((goesOn) => { if (goesOn) this.repeat(once, interval, persistent); });
  }
}

const watched = new Map();

export function watchFile(path, options, listener) {
  if (typeof options === 'function') [options, listener] = [{}, options];
  checkFunction(listener, 'listener');
  const { path: whole } = pathOf(path, 'filename');
  if (options?.interval !== undefined) checkInteger(options.interval, 'interval', 0);
  if (!watched.has(whole)) watched.set(whole, new StatWatcher(whole, options ?? {}));
  return watched.get(whole).addListener('change', listener);
}

export function unwatchFile(path, listener) {
  const { path: whole } = pathOf(path, 'filename');
  const watcher = watched.get(whole);
  if (!watcher) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') > 0) return;
  watcher.end();
  watched.delete(whole);
}

/** What is there: name -> a text that differs when it has changed. A file's own name is its last. */
function* snapshot(path, recursive) {
  const found = new Map();
  const note = function* (name, at) {
    try {
      const { ino, mode, mtimeMs, size } = yield* lstat(at);
      found.set(name, `${ino} ${mode} ${mtimeMs} ${size}`);
    } catch {
      // Gone meanwhile, or refused: not there.
    }
  };
  if ((yield* stat(path)).isDirectory()) for (const name of yield* readdir(path, { recursive })) yield* note(name, `${path}/${name}`);
  else yield* note(path.slice(path.lastIndexOf('/') + 1), path);
  return found;
}
const snapshotNow = synchronous('watch', snapshot), snapshotLater = promised('watch', snapshot);

/** What `fs.watch` returns: 'change' with 'rename' or 'change' and a name, then 'close'. */
export class FSWatcher extends Repeated {
  constructor(path, { encoding, persistent = true, recursive = false, signal }) {
    super();
    let before = snapshotNow(path, recursive);
    const once = async () => {
      const now = await snapshotLater(path, recursive).catch(() => new Map());
      for (const name of new Set([...before.keys(), ...now.keys()])) {
        if (this.ended) return false;
        if (now.get(name) !== before.get(name)) this.emit('change', now.has(name) && before.has(name) ? 'change' : 'rename', nameAs(name, encoding));
      }
      before = now;
      return true;
    };
    this.repeat(once, often, persistent);
    signal?.addEventListener('abort', () => this.close(), { once: true });
  }
  close() {
    if (this.ended) return;
    this.end();
    tick(() => this.emit('close'));
  }
}

export function watch(path, options, listener) {
  if (typeof options === 'function') [options, listener] = [{}, options];
  const given = optionsOf(options);
  checkSignal(given.signal);
  const watcher = new FSWatcher(pathOf(path, 'filename').path, given);
  return listener === undefined ? watcher : watcher.on('change', listener);
}

/** `fs.promises.watch`: an endless iterator of `{ eventType, filename }`. */
export async function* watchAsync(path, options) {
  const watcher = watch(path, optionsOf(options));
  try {
    for await (const [eventType, filename] of EventEmitter.on(watcher, 'change', { signal: options?.signal })) yield { eventType, filename };
  } finally {
    watcher.close();
  }
}
