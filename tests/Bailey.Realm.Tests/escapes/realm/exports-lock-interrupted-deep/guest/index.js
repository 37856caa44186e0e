module.exports = (victim, loot) => {
  loot.tried = 0;
  const dive = () => { try { dive(); } catch (error) { loot.error = error; } if (loot.tried > 100) return; loot.tried += 1; try { loot.got ??= require('victim/class.js'); } catch (error) { loot.refused = error; } };
  dive();
  for (const change of [() => { loot.got.Kept.prototype.greet = () => 'poisoned'; }, () => { loot.got.nested.deep.run = () => 'poisoned'; }]) {
    try { change(); } catch (error) { loot.refused = error; }
  }
};
