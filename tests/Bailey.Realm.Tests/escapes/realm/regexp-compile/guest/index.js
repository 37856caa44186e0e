module.exports = (victim, loot) => {
  victim.pattern.compile('other');
};
