module.exports = (victim, loot) => {
  return (0, eval)('#!/x\u2028typeof token');
};
