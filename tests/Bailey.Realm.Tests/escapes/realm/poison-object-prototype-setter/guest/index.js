'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Object.prototype, 'hidden', { set(value) { loot.value = value; }, configurable: true });
};
