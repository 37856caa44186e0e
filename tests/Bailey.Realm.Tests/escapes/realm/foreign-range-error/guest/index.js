module.exports = (victim, loot) => {
  const dive = () => { try { dive(); } catch (error) { try { Date.now(); eval('1'); } catch (inner) { error = inner; } if (!(error instanceof Error)) loot.foreign = error; throw error; } };
  try { dive(); } catch (error) { loot.last = error; }
};
