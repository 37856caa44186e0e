module.exports = (victim, loot) => typeof WeakRef;
