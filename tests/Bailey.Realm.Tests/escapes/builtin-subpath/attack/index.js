module.exports = (report, victim) => {
  report('SUCCEEDED ' + typeof require('fs/promises').readFile);
};
