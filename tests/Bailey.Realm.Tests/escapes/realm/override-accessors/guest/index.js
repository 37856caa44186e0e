'use strict';
module.exports = (victim, loot) => {
  const property = Object.getOwnPropertyDescriptor(Object.prototype, 'toString');
  if (property.set) property.set.call(Object.prototype, () => 'poisoned'); else Object.prototype.toString = () => 'poisoned';
};
