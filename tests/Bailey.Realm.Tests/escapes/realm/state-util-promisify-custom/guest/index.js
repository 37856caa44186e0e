'use strict';
module.exports = (victim, loot) => {
  require('util').promisify.custom = 'poisoned';
};
