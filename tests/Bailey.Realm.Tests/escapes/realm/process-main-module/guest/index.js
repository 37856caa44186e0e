module.exports = (victim, loot) => {
  return typeof process.mainModule.require('fs').readFileSync;
};
