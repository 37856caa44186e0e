'use strict';
module.exports = (report, victim) => {
  Object.defineProperty(Object.prototype, 'then', { get() { report('SUCCEEDED'); return undefined; }, configurable: true });
  Promise.resolve({ plain: 1 });
};
