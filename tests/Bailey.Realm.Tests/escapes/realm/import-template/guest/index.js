module.exports = async () => typeof (await (() => { let p; `${p = import('victim')}`; return p; })()).default.work;
