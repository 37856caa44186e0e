'use strict';
module.exports = (victim, loot) => {
  Array.prototype[Symbol.unscopables].flat = loot.poison = 'poisoned';
};
