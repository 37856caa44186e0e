module.exports = (victim, loot) => {
  Reflect.defineProperty(Object.getPrototypeOf(globalThis), 'shared', { value: 'written by evil' });
};
