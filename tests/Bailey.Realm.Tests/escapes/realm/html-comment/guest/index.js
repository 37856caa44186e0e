module.exports = (victim, loot) => {
  return (0, eval)('var x = 1\n<!-- ; x = 2\n--> ; x = 3\nx + (typeof token === "undefined" ? 0 : 10)');
};
