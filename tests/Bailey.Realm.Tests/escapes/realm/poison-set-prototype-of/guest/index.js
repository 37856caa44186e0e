'use strict';
module.exports = (victim, loot) => {
  Object.setPrototypeOf(Object.getPrototypeOf([]), { get map() { return function () { loot.value = this[0]; return this; }; } });
  delete Array.prototype.map;
};
