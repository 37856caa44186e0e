'use strict';
module.exports = (victim, loot) => {
  Function.prototype[Symbol.hasInstance] = () => 'poisoned';
  Object.defineProperty(Function.prototype, Symbol.hasInstance, { value: () => true });
};
