module.exports = (victim, loot) => {
  return typeof process.binding('fs').open;
};
