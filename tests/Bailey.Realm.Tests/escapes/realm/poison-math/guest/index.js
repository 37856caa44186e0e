'use strict';
module.exports = (victim, loot) => {
  Math.max = () => 'poisoned';
};
