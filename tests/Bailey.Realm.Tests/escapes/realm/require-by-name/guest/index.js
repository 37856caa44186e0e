module.exports = (victim, loot) => {
  return typeof require('victim').work;
};
