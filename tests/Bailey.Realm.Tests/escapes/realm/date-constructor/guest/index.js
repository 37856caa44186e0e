module.exports = (victim, loot) => {
  return new Date(0).constructor.now();
};
