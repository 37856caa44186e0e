module.exports = (victim, loot) => {
  return typeof (require.main?.require ?? require)('fs').readFileSync;
};
