module.exports = async () => typeof (await import('victim')).default.work;
