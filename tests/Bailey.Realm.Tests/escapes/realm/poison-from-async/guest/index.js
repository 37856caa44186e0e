'use strict';
module.exports = (victim, loot) => {
  Array.fromAsync = () => 'poisoned';
};
