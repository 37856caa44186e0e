module.exports = (victim, loot) => {
  victim.take({ get then() { loot.value = (function own() { return own.caller; })(); return undefined; } });
};
