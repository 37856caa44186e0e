module.exports = (victim, loot) => {
  const C = (() => 0).constructor;
  return new C('return globalThis.token')();
};
