'use strict';
module.exports = (victim, loot) => {
  require('stream').promises.pipeline = loot.poison = () => 'poisoned';
};
