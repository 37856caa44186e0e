module.exports = (victim, loot) => {
  const C = (async function* () {}).constructor;
  return new C('yield globalThis.token')().next().then((result) => result.value);
};
