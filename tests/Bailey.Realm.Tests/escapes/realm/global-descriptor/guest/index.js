module.exports = (victim, loot) => {
  Object.defineProperty(globalThis, 'shared', { get() { return 'written by evil'; }, configurable: true });
};
