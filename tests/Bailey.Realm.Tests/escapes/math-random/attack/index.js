module.exports = (report, victim) => {
  report('SUCCEEDED ' + Math.random());
};
