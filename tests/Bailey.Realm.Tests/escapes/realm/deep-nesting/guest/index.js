module.exports = (victim, loot) => {
  try { (0, eval)('['.repeat(200000) + ']'.repeat(200000)); } catch (error) { loot.error = error.name; }
  try { (0, eval)('(function () {'.repeat(20000) + '})'.repeat(20000)); } catch (error) { loot.error = error.name; }
  return (0, eval)('typeof token');
};
