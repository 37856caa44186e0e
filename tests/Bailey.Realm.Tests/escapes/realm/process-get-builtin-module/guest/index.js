module.exports = (victim, loot) => {
  return typeof process.getBuiltinModule('fs').readFileSync;
};
