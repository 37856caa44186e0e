module.exports = (victim, loot) => {
  return typeof victim.load('fs').readFileSync.constructor('return typeof process')();
};
