module.exports = (victim, loot) => {
  return typeof require('#v').work;
};
