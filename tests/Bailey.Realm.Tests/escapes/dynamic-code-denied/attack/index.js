module.exports = (report, victim) => {
  report('SUCCEEDED ' + eval('1 + 1'));
};
