module.exports = async (victim, loot) => { loot.value = 'loaded ' + Object.keys(await import('data:text/javascript,export default globalThis.token')); };
