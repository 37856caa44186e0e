module.exports = async () => typeof (await new Function("a = import('victim')", 'return a')()).default.work;
