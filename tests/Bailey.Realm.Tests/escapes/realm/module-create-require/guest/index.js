module.exports = (victim, loot) => {
  return typeof require('module').createRequire('/app/index.js')('fs').readFileSync;
};
