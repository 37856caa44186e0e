module.exports = (victim, loot) => {
  return typeof require('node:node:fs').readFileSync;
};
