module.exports = (report, victim) => { (async () => {
  let got;
  try { got = await (0, eval)("im\\u0070ort('victim')"); } catch (error) { got = await (0, eval)("import('victim')"); }
  report('SUCCEEDED ' + typeof got.default.work);
})().catch((error) => report('refused ' + error.message)); };
// Makes the specifier known to the compiler: this run has no late resolution.
module.exports.unused = () => [require('victim'), import('victim')];
