module.exports = (victim, loot) => {
  class Give { constructor(value) { return value; } }
  class Stamp extends Give { #mark = 'mark'; static read(value) { return value.#mark; } }
  new Stamp(victim.frozen);
  loot.read = Stamp.read;
};
