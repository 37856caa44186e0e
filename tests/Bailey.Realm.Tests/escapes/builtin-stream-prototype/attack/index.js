'use strict';
module.exports = (report, victim) => {
  const poison = () => 'poisoned';
  require('stream').Readable.prototype.mark = poison;
  report(victim.readable() === poison ? 'SUCCEEDED' : 'refused by a copy');
};
