module.exports = (victim, loot) => {
  return Function('return 2')();
};
