module.exports = (report, victim) => {
  report('SUCCEEDED ' + (0, eval)('token'));
};
