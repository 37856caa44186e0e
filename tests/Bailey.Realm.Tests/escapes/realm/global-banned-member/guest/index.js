module.exports = (victim, loot) => {
  return typeof process.cwd;
};
