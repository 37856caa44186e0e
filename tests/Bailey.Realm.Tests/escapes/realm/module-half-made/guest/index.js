module.exports = (victim, loot) => {
  const late = (depth) => { try { late(depth + 1); } catch (error) { loot.error = error; } if (loot.tried > 100) return; loot.tried += 1; try { loot.half ??= require('victim/half.js'); } catch (error) { loot.refused = error; } };
  loot.tried = 0;
  late(0);
  if (globalThis.naive) { try { require.cache['/app/node_modules/victim/half.js'] = { exports: { begun: true } }; } catch (error) { loot.error = error; } }
};
