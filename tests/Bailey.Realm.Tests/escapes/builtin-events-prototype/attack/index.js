'use strict';
module.exports = (report, victim) => {
  const poison = () => 'poisoned';
  require('events').prototype.on = poison;
  report(victim.on() === poison ? 'SUCCEEDED' : 'refused by a copy');
};
