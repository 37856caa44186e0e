module.exports = (victim, loot) => {
  (globalThis.naive ?? Function)("a = `", "`) {}); globalThis.hit = 1; (function () {");
  return globalThis.hit;
};
