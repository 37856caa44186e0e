module.exports = (victim, loot) => {
  return typeof require('/app/node_modules/victim/index.js').work;
};
