'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Date.prototype, Symbol.toPrimitive, { value: () => 'poisoned' });
};
