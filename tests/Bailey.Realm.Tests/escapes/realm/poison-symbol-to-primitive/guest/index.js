'use strict';
module.exports = (victim, loot) => {
  Date.prototype[Symbol.toPrimitive] = () => 'poisoned';
  Object.defineProperty(Date.prototype, Symbol.toPrimitive, { value: () => 'poisoned' });
};
