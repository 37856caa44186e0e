module.exports = (report, victim) => {
  const seen = [];
  for (const name of ['globalThis', 'global', 'self', 'window', 'top', 'parent', 'frames', 'root']) {
    const value = Function('name', 'return globalThis[name]')(name);
    if (value && value.token) seen.push(name);
  }
  report(seen.length > 0 ? 'SUCCEEDED ' + seen : 'harmless');
};
