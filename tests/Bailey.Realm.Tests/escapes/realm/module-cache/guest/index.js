module.exports = (victim, loot) => {
  const seen = new Set();
  const look = (value, depth) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value) || depth > 8) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) { try { look(value[key], depth + 1); } catch (error) { loot.error = error; } }
  };
  look([module, require, require.main, require.cache, module.parent, module.children], 0);
  return seen.has(victim);
};
