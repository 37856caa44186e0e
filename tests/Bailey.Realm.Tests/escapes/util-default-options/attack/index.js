module.exports = (report, victim) => {
  const { inspect } = require('util');
  try { inspect.defaultOptions = { depth: 0 }; } catch (error) { report('step ' + error.message); }
  try { inspect.defaultOptions.depth = 0; } catch (error) { report('step ' + error.message); }
  try { inspect.styles.string = 'red'; } catch (error) { report('step ' + error.message); }
  report(victim.depth() === 0 ? 'SUCCEEDED' : 'harmless');
};
