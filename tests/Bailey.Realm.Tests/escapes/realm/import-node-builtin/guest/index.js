module.exports = async () => typeof (await import('node:fs')).readFileSync;
