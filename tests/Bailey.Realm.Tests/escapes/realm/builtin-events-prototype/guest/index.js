'use strict';
module.exports = (victim, loot) => {
  loot.poison = () => 'poisoned';
  require('events').prototype.on = loot.poison;
};
