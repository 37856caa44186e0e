module.exports = (report, victim) => {
  report('SUCCEEDED ' + \u0065val('token'));
};
