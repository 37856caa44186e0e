module.exports = (victim, loot) => {
  with (new Proxy({}, { has(target, name) { loot.value = name; return false; } })) { typeof token; }
};
