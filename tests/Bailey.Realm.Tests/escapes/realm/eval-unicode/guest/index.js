module.exports = (victim, loot) => \u0065val('token');
