module.exports = (report, victim) => { (async () => {
  const space = await new (class { p = import('victim') })().p;
  report('SUCCEEDED ' + typeof space.default.work);
})().catch((error) => report('refused ' + error.message)); };
