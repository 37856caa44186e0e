module.exports = (report, victim) => {
  const poison = () => 'poisoned';
  require('path').join = poison;
  report(victim.join() === poison ? 'SUCCEEDED' : 'harmless');
};
