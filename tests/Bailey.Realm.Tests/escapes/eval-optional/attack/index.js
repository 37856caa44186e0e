module.exports = (report, victim) => {
  report('SUCCEEDED ' + eval?.('token'));
};
