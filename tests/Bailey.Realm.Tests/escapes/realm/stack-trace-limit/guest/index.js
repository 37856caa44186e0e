module.exports = (victim, loot) => {
  Error.stackTraceLimit = 7;
};
