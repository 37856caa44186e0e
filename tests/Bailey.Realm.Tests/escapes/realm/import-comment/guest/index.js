module.exports = async () => typeof (await import/**/(/* x */'victim')).default.work;
