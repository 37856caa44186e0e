module.exports = (report, victim) => {
  let reached;
  try { reached = console.__proto__ && console.log; } catch (error) { report('refused ' + error.message); return; }
  report(typeof reached === 'function' ? 'SUCCEEDED' : 'refused by an absence');
};
