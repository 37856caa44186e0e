module.exports = (report, victim) => {
  try { Error.stackTraceLimit = 7; } catch (error) { report('step ' + error.message); }
  report(victim.limit() === 7 ? 'SUCCEEDED' : 'harmless');
};
