module.exports = (report, victim) => { (async () => {
  const space = await (() => { let p; `${p = import('victim')}`; return p; })();
  report('SUCCEEDED ' + typeof space.default.work);
})().catch((error) => report('refused ' + error.message)); };
