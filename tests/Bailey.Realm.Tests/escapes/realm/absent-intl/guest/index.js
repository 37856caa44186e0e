module.exports = (victim, loot) => typeof Intl;
