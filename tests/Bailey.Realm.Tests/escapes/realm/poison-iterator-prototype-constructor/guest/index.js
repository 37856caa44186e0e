'use strict';
module.exports = (victim, loot) => {
  Iterator.prototype.constructor = function Poisoned() {};
};
