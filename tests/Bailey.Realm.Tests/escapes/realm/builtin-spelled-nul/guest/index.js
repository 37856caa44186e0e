module.exports = (victim, loot) => {
  return typeof require('fs\0').readFileSync;
};
