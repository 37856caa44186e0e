const readline = require('readline');
const custom = Symbol.for('nodejs.util.promisify.custom');

class Interface extends readline.Interface {
  question(query, options) {
    return Reflect.apply(readline.Interface.prototype.question[custom], new CallbackForm(this), [query, options]);
  }
}
/** The callback form of `question` on the same interface: the subclass hides it. */
class CallbackForm {
  #reader;
  constructor(reader) {
    this.#reader = reader;
  }
  question(query, options, done) {
    Reflect.apply(readline.Interface.prototype.question, this.#reader, [query, options, done]);
  }
}

/** Collects control sequences and writes them at `commit`. */
class Readline {
  #stream;
  #todo = [];
  constructor(stream) {
    this.#stream = stream;
  }
  #add(method, ...args) {
    this.#todo.push((stream) => readline[method](stream, ...args));
    return this;
  }
  clearLine(direction) { return this.#add('clearLine', direction); }
  clearScreenDown() { return this.#add('clearScreenDown'); }
  cursorTo(x, y) { return this.#add('cursorTo', x, y); }
  moveCursor(dx, dy) { return this.#add('moveCursor', dx, dy); }
  async commit() {
    for (const each of this.#todo.splice(0)) each(this.#stream);
  }
  rollback() {
    this.#todo = [];
    return this;
  }
}

export default { Interface, Readline, createInterface: (...args) => new Interface(...args) };
