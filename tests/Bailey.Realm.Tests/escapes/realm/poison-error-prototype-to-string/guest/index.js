'use strict';
module.exports = (victim, loot) => {
  Error.prototype.toString = () => 'poisoned';
};
