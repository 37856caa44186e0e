'use strict';
module.exports = (report, victim) => {
  const B = typeof Buffer === 'undefined' ? victim.Buffer : Buffer;
  B.prototype.toString = () => 'poisoned';
  report(victim.text() === 'poisoned' ? 'SUCCEEDED' : 'harmless');
};
