module.exports = (victim, loot) => {
  return require('trusted');
};
