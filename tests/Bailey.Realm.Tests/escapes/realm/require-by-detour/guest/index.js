module.exports = (victim, loot) => {
  return typeof require('./x/../../victim').work;
};
