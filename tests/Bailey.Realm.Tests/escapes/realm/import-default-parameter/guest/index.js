module.exports = async () => typeof (await ((p = import('victim')) => p)()).default.work;
