module.exports = (victim, loot) => {
  return require('./inner');
};
