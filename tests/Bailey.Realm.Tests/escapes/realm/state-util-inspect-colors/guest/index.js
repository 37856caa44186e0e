'use strict';
module.exports = (victim, loot) => {
  require('util').inspect.colors.red = 'poisoned';
};
