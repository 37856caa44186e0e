module.exports = (report, victim) => {
  report(typeof process.cwd === 'function' ? 'SUCCEEDED' : 'refused by an absence');
};
