module.exports = (victim, loot) => typeof Atomics;
