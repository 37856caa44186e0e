module.exports = (report, victim) => {
  let frames = 0;
  try { Error.prepareStackTrace = (error, sites) => { frames = sites.length; return sites; }; } catch (error) { report('step ' + error.message); }
  const stack = new Error('x').stack;
  const set = Error.prepareStackTrace !== undefined && victim.sees();
  report(frames > 0 || Array.isArray(stack) || set ? 'SUCCEEDED' : 'harmless');
};
