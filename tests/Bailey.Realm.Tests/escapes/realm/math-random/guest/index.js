module.exports = (victim, loot) => {
  return Math.random();
};
