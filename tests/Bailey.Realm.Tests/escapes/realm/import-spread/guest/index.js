module.exports = async () => typeof (await [...[import('victim')]][0]).default.work;
