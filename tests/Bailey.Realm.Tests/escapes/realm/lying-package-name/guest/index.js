module.exports = (victim, loot) => {
  return typeof require('fs').readFileSync;
};
