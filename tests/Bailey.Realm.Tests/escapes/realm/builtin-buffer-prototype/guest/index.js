'use strict';
module.exports = (victim, loot) => {
  loot.poison = () => 'poisoned';
  Buffer.prototype.toString = loot.poison;
};
