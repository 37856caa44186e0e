module.exports = (victim, loot) => {
  return typeof (process.mainModule?.require ?? require)('fs').readFileSync;
};
