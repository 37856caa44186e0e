module.exports = (report, victim) => {
  process.cwd();
  report('SUCCEEDED');
};
