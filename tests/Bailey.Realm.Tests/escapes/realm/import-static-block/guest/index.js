module.exports = async () => typeof (await (() => { let p; class A { static { p = import('victim'); } } return p; })()).default.work;
