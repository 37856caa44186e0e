'use strict';
module.exports = (victim, loot) => {
  loot.poison = () => 'poisoned';
  require('events').defaultMaxListeners = 77;
};
