module.exports = (report, victim) => {
  const poison = () => 'poisoned';
  require('util').inspect = poison;
  report(victim.inspect() === poison ? 'SUCCEEDED' : 'harmless');
};
