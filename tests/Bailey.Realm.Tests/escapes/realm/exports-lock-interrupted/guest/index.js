module.exports = (victim, loot) => {
  loot.tried = 0;
  const dive = () => { try { dive(); } catch (error) { loot.error = error; } if (loot.tried > 100) return; loot.tried += 1; try { loot.got ??= require('victim'); } catch (error) { loot.refused = error; } };
  dive();
  try { loot.got.greet = () => 'poisoned'; } catch (error) { loot.refused = error; }
};
