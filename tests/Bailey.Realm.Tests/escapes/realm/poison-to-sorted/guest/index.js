'use strict';
module.exports = (victim, loot) => {
  Array.prototype.toSorted = function () { loot.value = this; return []; };
};
