module.exports = async () => typeof (await (() => { let p; ({ [p = import('victim')]: 1 }); return p; })()).default.work;
