'use strict';
module.exports = (victim, loot) => {
  Array.prototype.flat = function () { loot.value = this[0]?.input; return []; };
};
