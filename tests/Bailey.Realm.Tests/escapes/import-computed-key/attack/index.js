module.exports = (report, victim) => { (async () => {
  const space = await (() => { let p; ({ [p = import('victim')]: 1 }); return p; })();
  report('SUCCEEDED ' + typeof space.default.work);
})().catch((error) => report('refused ' + error.message)); };
