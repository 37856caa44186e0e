module.exports = (victim, loot) => {
  return (0, eval)('\uFEFF\n; typeof token') + (0, eval)('#!x\ntypeof token');
};
