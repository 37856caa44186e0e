module.exports = (victim, loot) => {
  return typeof require('util').inspect;
};
