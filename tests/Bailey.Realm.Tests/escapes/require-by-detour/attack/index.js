module.exports = (report, victim) => {
  report('SUCCEEDED ' + typeof require('./x/../../victim').work);
};
