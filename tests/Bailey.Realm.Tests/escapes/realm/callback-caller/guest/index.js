module.exports = (victim, loot) => {
  victim.call(function called() { loot.value = called.caller; });
};
