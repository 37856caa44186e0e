module.exports = (victim, loot) => {
  return Date.now();
};
