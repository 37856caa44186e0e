module.exports = (victim, loot) => {
  (globalThis.naive ?? Function)("/*", "*/) {}); globalThis.hit = 1; (function () {");
  return globalThis.hit;
};
