module.exports = (victim, loot) => {
  return (0, eval)('//# sourceURL=x\u2028typeof token');
};
