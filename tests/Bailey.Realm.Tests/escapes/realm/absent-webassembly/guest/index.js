module.exports = (victim, loot) => typeof WebAssembly;
