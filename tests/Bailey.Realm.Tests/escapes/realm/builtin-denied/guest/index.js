module.exports = (victim, loot) => {
  return typeof require('node:fs').readFileSync;
};
