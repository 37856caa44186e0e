module.exports = async () => typeof (await (0, eval)("import('victim')")).default.work;
