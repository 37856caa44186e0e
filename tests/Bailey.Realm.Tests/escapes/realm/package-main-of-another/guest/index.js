module.exports = (victim, loot) => {
  return typeof require('./sub').secret;
};
