module.exports = (report, victim) => {
  let value;
  try { value = (0, eval)('(function () { "use strict"; return 0 })(), token'); } catch (error) { report('refused ' + error.message); return; }
  report('SUCCEEDED ' + value);
};
