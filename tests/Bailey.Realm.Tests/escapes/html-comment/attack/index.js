module.exports = (report, victim) => {
  let differ = false;
  try { differ = (0, eval)('var x = 1\n<!-- ; x = 2\n--> ; x = 3\nx + (typeof token === "undefined" ? 0 : 10)') > 9; } catch (error) { report('step ' + error.name); }
  report(differ ? 'SUCCEEDED' : 'harmless');
};
