module.exports = (victim, loot) => {
  return typeof (require.main ?? module).require('fs').readFileSync;
};
