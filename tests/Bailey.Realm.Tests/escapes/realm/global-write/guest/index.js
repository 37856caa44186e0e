module.exports = (victim, loot) => {
  globalThis.shared = 'written by evil';
};
