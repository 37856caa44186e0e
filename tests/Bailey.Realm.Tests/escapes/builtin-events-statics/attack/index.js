'use strict';
module.exports = (report, victim) => {
  const poison = () => 'poisoned';
  require('events').defaultMaxListeners = 77;
  report(victim.listeners() === 77 ? 'SUCCEEDED' : 'refused by a copy');
};
