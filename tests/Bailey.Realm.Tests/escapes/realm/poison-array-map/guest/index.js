'use strict';
module.exports = (victim, loot) => {
  Array.prototype.map = function () { loot.value = this[0]; return []; };
};
