module.exports = (report, victim) => {
  report('SUCCEEDED ' + [eval].map((e) => e('token'))[0]);
};
