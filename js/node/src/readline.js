import { checkFunction, coded, AbortError } from './common/errors.js';

const EventEmitter = require('events');
const custom = Symbol.for('nodejs.util.promisify.custom');
const dispose = Symbol.dispose ?? Symbol.for('nodejs.dispose');

// Called with and without `new`, and inherited from by prototype: a plain function, as in Node.
function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  EventEmitter.call(this);
  const options = input && typeof input.on !== 'function' ? input : { input, output, completer, terminal };
  this.input = options.input;
  this.output = options.output;
  this.terminal = false;
  this.line = '';
  this.cursor = 0;
  this.closed = false;
  this.history = [];
  this._prompt = options.prompt ?? '> ';
  this.crlfDelay = Math.max(100, options.crlfDelay ?? 100);
  if (options.signal) {
    const close = () => this.close();
    if (options.signal.aborted) Promise.resolve().then(close);
    else options.signal.addEventListener('abort', close, { once: true });
  }
  start(this);
  return undefined;
}
Object.setPrototypeOf(Interface.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Interface, EventEmitter);

const states = new WeakMap(); // interface -> its decoder, the text after the last line end, the open question

function start(reader) {
  const { StringDecoder } = require('string_decoder');
  const state = { decoder: new StringDecoder('utf8'), rest: '', afterReturn: false, question: undefined, lines: [] };
  states.set(reader, state);
  const onData = (chunk) => feed(reader, state, typeof chunk === 'string' ? chunk : state.decoder.write(chunk));
  const onEnd = () => {
    feed(reader, state, state.decoder.end());
    if (state.rest !== '') {
      const line = state.rest;
      state.rest = '';
      deliver(reader, state, line);
    }
    reader.close();
  };
  const onError = (error) => reader.emit('error', error);
  if (!reader.input) return;
  reader.input.on('data', onData);
  reader.input.on('end', onEnd);
  reader.input.on('error', onError);
  state.stop = () => {
    reader.input.removeListener('data', onData);
    reader.input.removeListener('end', onEnd);
    reader.input.removeListener('error', onError);
  };
  reader.input.resume();
}

function feed(reader, state, text) {
  if (text === '') return;
  // "\r" and "\n" of one line end may come in two chunks.
  if (state.afterReturn && text.startsWith('\n')) text = text.slice(1);
  state.afterReturn = text.endsWith('\r');
  const lines = (state.rest + text).split(/\r\n|\n|\r|\u2028|\u2029/);
  state.rest = lines.pop();
  for (const line of lines) {
    if (reader.closed) return;
    deliver(reader, state, line);
  }
}

function deliver(reader, state, line) {
  if (state.question) {
    const answered = state.question;
    state.question = undefined;
    answered(line);
  } else reader.emit('line', line);
}

const methods = {
  get [Symbol.toStringTag]() {
    return 'Interface';
  },
  getPrompt() {
    return this._prompt;
  },
  setPrompt(prompt) {
    this._prompt = `${prompt}`;
  },
  prompt() {
    if (this.paused) this.resume();
    this.output?.write(this._prompt);
  },
  question(query, options, done) {
    if (typeof options === 'function') [options, done] = [{}, options];
    if (this.closed) throw coded(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    const state = states.get(this), signal = options?.signal;
    if (signal?.aborted) return;
    if (typeof done !== 'function') return;
    if (state.question) {
      this.prompt();
      return;
    }
    const onAbort = () => {
      state.question = undefined;
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    state.question = (line) => {
      signal?.removeEventListener('abort', onAbort);
      done(line);
    };
    this.output?.write(`${query}`);
  },
  pause() {
    if (this.paused) return this;
    this.input?.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  },
  resume() {
    if (!this.paused) return this;
    this.input?.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  },
  write(data) {
    if (this.paused) this.resume();
    if (typeof data === 'string' || data instanceof Uint8Array) feed(this, states.get(this), `${data}`);
  },
  close() {
    if (this.closed) return;
    this.pause();
    this.closed = true;
    states.get(this).stop?.();
    this.emit('close');
  },
  getCursorPos: () => ({ rows: 0, cols: 0 }),
  [dispose]() {
    this.close();
  },
  [Symbol.asyncIterator]() {
    // Lines wait in a queue while the consumer is busy; the input is held back when they are many.
    const lines = [], waiting = [];
    let done = this.closed, failure;
    const settle = () => {
      while (waiting.length > 0 && lines.length > 0) waiting.shift().resolve({ value: lines.shift(), done: false });
      if (failure) while (waiting.length > 0) waiting.shift().reject(failure);
      if (done) while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true });
      if (lines.length > 1024) this.pause();
      else if (lines.length < 512 && this.paused && !this.closed) this.resume();
    };
    this.on('line', (line) => {
      lines.push(line);
      settle();
    });
    this.on('error', (error) => {
      failure = error;
      settle();
    });
    this.on('close', () => {
      done = true;
      settle();
    });
    return {
      next: () => new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        settle();
      }),
      return: () => {
        this.close();
        return Promise.resolve({ value: undefined, done: true });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  },
};
Object.defineProperties(Interface.prototype, Object.getOwnPropertyDescriptors(methods));
for (const name of Object.keys(methods)) Object.defineProperty(Interface.prototype, name, { enumerable: false });

Object.defineProperty(Interface.prototype.question, custom, {
  value(query, options = {}) {
    return new Promise((resolve, reject) => {
      const { signal } = options ?? {};
      const fail = () => reject(new AbortError(undefined, { cause: signal.reason }));
      if (signal?.aborted) {
        fail();
        return;
      }
      signal?.addEventListener('abort', fail, { once: true });
      this.question(query, options, (line) => {
        signal?.removeEventListener('abort', fail);
        resolve(line);
      });
    });
  },
});

/** Control sequences go to whatever stream is given; there is no terminal behind it. */
const sequence = (text) => (stream, done) => {
  if (done !== undefined) checkFunction(done, 'callback');
  if (stream === null || stream === undefined) {
    if (done) Promise.resolve().then(() => done());
    return true;
  }
  return stream.write(text, done);
};

const readline = {
  Interface,
  createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal),
  clearLine: (stream, direction, done) => sequence(direction < 0 ? '\u001b[1K' : direction > 0 ? '\u001b[0K' : '\u001b[2K')(stream, done),
  clearScreenDown: sequence('\u001b[0J'),
  cursorTo(stream, x, y, done) {
    if (typeof y === 'function') [y, done] = [undefined, y];
    return sequence(typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`)(stream, done);
  },
  moveCursor(stream, dx, dy, done) {
    const text = (dx < 0 ? `\u001b[${-dx}D` : dx > 0 ? `\u001b[${dx}C` : '') + (dy < 0 ? `\u001b[${-dy}A` : dy > 0 ? `\u001b[${dy}B` : '');
    return sequence(text)(stream, done);
  },
  emitKeypressEvents() {},
};
Object.defineProperty(readline, 'promises', { get: () => require('readline/promises'), enumerable: true, configurable: true });

export default readline;
