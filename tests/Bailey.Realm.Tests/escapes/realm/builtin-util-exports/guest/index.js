'use strict';
module.exports = (victim, loot) => {
  loot.poison = () => 'poisoned';
  require('util').inspect = loot.poison;
};
