module.exports = (report, victim) => { (async () => {
  const space = await import('victim');
  report('SUCCEEDED ' + typeof space.default.work);
})().catch((error) => report('refused ' + error.message)); };
