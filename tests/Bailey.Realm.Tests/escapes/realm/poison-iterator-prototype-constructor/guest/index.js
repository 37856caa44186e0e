'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Iterator.prototype, 'constructor', { value: function Poisoned() {} });
};
