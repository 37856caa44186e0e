module.exports = (report, victim) => {
  report('SUCCEEDED ' + typeof require('node:fs').readFileSync);
};
