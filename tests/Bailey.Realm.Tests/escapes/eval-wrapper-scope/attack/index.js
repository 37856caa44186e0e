module.exports = (report, victim) => {
  const found = [];
  for (const name of ['G', 'R', 'S', 'I', 'X', '$', '_', 'kernel', 'host', 'bailey', 'rewrite', 'engine', '__run']) {
    try { if (eval('typeof ' + name) !== 'undefined') found.push(name); } catch (error) { report('step ' + error.message); }
  }
  report(found.length > 0 ? 'SUCCEEDED ' + found : 'harmless');
};
