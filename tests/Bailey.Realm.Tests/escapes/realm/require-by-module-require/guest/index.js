module.exports = (victim, loot) => {
  return typeof module.require('victim').work;
};
