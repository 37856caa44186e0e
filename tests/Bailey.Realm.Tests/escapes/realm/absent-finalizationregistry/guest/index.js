module.exports = (victim, loot) => typeof FinalizationRegistry;
