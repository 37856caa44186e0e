module.exports = (victim, loot) => [eval].map((e) => e('token'))[0];
