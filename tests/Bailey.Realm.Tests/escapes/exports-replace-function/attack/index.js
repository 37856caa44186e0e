'use strict';
module.exports = (report, victim) => {
  victim.greet = () => 'poisoned';
  report(victim.isIntact() ? 'harmless' : 'SUCCEEDED');
};
