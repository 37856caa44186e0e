'use strict';
module.exports = (victim, loot) => {
  Function.prototype.constructor = function poisoned() {};
};
