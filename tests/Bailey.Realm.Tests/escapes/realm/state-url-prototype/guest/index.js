'use strict';
module.exports = (victim, loot) => {
  URL.prototype.toString = loot.poison = () => 'poisoned';
};
