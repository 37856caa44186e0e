module.exports = (victim, loot) => {
  return typeof require('fs/promises').readFile;
};
