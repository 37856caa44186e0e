'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Iterator.prototype, Symbol.toStringTag, { value: 'poisoned' });
};
