module.exports = (victim, loot) => {
  const dive = () => { try { dive(); } catch (error) { if ((loot.tried = (loot.tried ?? 0) + 1) < 200) { try { Date.now(); eval('1'); } catch (inner) { error = inner; } } if (!(error instanceof Error)) loot.foreign = error; throw error; } };
  try { dive(); } catch (error) { loot.last = error; }
};
