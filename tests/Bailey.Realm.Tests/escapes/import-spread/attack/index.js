module.exports = (report, victim) => { (async () => {
  const space = await [...[import('victim')]][0];
  report('SUCCEEDED ' + typeof space.default.work);
})().catch((error) => report('refused ' + error.message)); };
