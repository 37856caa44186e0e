module.exports = (victim, loot) => {
  const name = 'a'.repeat(1000000);
  return (0, eval)(`var ${name} = 1; typeof token`);
};
