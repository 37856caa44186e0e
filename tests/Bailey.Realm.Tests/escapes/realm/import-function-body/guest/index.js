module.exports = async () => typeof (await new Function("return import('victim')")()).default.work;
