module.exports = (victim, loot) => {
  with (new Proxy(globalThis, { has: () => true })) loot.value = token;
};
