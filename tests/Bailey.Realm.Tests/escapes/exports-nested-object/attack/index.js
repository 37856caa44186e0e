'use strict';
module.exports = (report, victim) => {
  victim.options.safe = false;
  report(victim.isIntact() ? 'harmless' : 'SUCCEEDED');
};
