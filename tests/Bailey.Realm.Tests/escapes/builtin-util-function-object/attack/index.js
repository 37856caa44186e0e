'use strict';
module.exports = (report, victim) => {
  const poison = () => 'poisoned';
  require('util').inspect.mark = poison;
  report(victim.mark() === poison ? 'SUCCEEDED' : 'refused by a copy');
};
