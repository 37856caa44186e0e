module.exports = (report, victim) => {
  require('victim').greet = () => 'poisoned';
  report(victim.isIntact() ? 'harmless' : 'SUCCEEDED');
};
