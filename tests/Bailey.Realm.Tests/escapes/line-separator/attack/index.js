module.exports = (report, victim) => {
  const value = (0, eval)('//# sourceURL=x\u2028typeof token');
  report(value === 'string' ? 'SUCCEEDED' : 'harmless');
};
