module.exports = (report, victim) => {
  report('SUCCEEDED ' + require('./inner'));
};
