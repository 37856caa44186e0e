module.exports = (victim, loot) => {
  return typeof require('process').cwd;
};
