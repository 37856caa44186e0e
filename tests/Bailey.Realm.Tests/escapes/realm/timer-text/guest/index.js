module.exports = (victim, loot) => {
  (globalThis.setTimeout ?? ((text) => naive('', text)()))('globalThis.hit = 1', 0);
};
