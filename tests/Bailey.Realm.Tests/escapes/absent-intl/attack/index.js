module.exports = (report, victim) => {
  report(typeof Intl === 'undefined' ? 'refused by an absence' : 'SUCCEEDED ' + typeof Intl);
};
