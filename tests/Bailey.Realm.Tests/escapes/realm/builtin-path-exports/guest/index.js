'use strict';
module.exports = (victim, loot) => {
  loot.poison = () => 'poisoned';
  require('path').join = loot.poison;
};
