module.exports = (victim, loot) => {
  return typeof require('./../victim/./index.js').work;
};
