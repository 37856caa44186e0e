module.exports = (report, victim) => {
  report(typeof FinalizationRegistry === 'undefined' ? 'refused by an absence' : 'SUCCEEDED ' + typeof FinalizationRegistry);
};
