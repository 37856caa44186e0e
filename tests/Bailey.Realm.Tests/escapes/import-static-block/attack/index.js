module.exports = (report, victim) => { (async () => {
  const space = await (() => { let p; class A { static { p = import('victim'); } } return p; })();
  report('SUCCEEDED ' + typeof space.default.work);
})().catch((error) => report('refused ' + error.message)); };
