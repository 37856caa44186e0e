module.exports = (victim, loot) => {
  (function walk() { loot.value = arguments.callee; })();
};
