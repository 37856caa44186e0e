'use strict';
module.exports = (report, victim) => {
  const property = Object.getOwnPropertyDescriptor(Object.prototype, 'toString');
  if (property.set) property.set.call(Object.prototype, () => 'poisoned'); else Object.prototype.toString = () => 'poisoned';
  report(`${victim.object()}` === 'poisoned' ? 'SUCCEEDED' : 'harmless');
};
