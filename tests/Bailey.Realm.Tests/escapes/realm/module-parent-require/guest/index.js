module.exports = (victim, loot) => {
  return typeof (module.parent ?? module).require('fs').readFileSync;
};
