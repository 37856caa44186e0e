module.exports = (victim, loot) => {
  return (0, eval)('1<!--}-->1\n; typeof token');
};
