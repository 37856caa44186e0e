module.exports = (victim, loot) => {
  Object.defineProperty(loot, 'kept', { get() { loot.value = (function own() { return own.caller?.caller; })(); return 1; } });
};
