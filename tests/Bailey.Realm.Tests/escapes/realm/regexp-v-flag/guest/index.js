module.exports = (victim, loot) => {
  return (0, eval)('/[[a]&&[\\/]]/v; typeof token');
};
