module.exports = (victim, loot) => {
  return typeof (module.constructor._load ?? ((name) => require(name)))('fs').readFileSync;
};
