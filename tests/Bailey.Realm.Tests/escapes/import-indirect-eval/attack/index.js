module.exports = (report, victim) => { (async () => {
  const space = await (0, eval)("import('victim')");
  report('SUCCEEDED ' + typeof space.default.work);
})().catch((error) => report('refused ' + error.message)); };
// Makes the specifier known to the compiler: this run has no late resolution.
module.exports.unused = () => [require('victim'), import('victim')];
