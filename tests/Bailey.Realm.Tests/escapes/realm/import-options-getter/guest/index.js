module.exports = async () => typeof (await import('victim', { get with() { return {}; } })).default.work;
