module.exports = (victim, loot) => {
  Object.setPrototypeOf(Object.getPrototypeOf(globalThis), new Proxy({}, { has(target, name) { loot.value = name; return false; }, get() {} }));
};
