module.exports = (victim, loot) => {
  return eval('1 + 1');
};
