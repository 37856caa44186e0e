module.exports = (victim, loot) => {
  with (new Proxy(globalThis, { has: (target, name) => name === 'token' })) loot.value = token;
};
