module.exports = async () => typeof (await eval("import('victim')")).default.work;
