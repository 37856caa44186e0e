module.exports = (victim, loot) => (0, eval)('token');
