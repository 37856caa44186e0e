module.exports = (victim, loot) => {
  return typeof require('node:%66s').readFileSync;
};
