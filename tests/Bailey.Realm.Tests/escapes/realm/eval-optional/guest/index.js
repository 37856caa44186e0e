module.exports = (victim, loot) => eval?.('token');
