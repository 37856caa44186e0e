module.exports = (victim, loot) => {
  return typeof require('./node_modules/../../victim').work;
};
