module.exports = (report, victim) => {
  let turn = 0;
  const specifier = { toString() { turn += 1; return turn === 1 ? './own.js' : 'victim'; } };
  let got;
  try { got = require(specifier); } catch (error) { got = require('victim'); }
  report(typeof got.work === 'function' ? 'SUCCEEDED' : 'harmless');
};
