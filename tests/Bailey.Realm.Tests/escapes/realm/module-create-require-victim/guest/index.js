module.exports = (victim, loot) => {
  return typeof require('module').createRequire('/app/node_modules/victim/index.js')('fs').readFileSync;
};
