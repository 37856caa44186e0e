'use strict';
module.exports = (victim, loot) => {
  Iterator.prototype[Symbol.toStringTag] = 'poisoned';
};
