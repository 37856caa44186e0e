'use strict';
module.exports = (report, victim) => {
  const shared = /a/;
  shared.compile('b');
  report(shared.source === 'b' ? 'SUCCEEDED' : 'harmless');
};
