module.exports = (victim, loot) => {
  return typeof (globalThis.naive ? require('./../victim/index.js') : require('#v')).work;
};
