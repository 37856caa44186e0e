'use strict';
module.exports = (victim, loot) => {
  Symbol.for = () => 'poisoned';
};
