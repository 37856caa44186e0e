module.exports = (victim, loot) => {
  return typeof require('FS').readFileSync;
};
