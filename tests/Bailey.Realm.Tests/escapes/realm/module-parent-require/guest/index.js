module.exports = (victim, loot) => {
  return typeof (module.parent?.require ?? require)('fs').readFileSync;
};
