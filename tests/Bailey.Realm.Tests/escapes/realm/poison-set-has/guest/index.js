'use strict';
module.exports = (victim, loot) => {
  Set.prototype.has = function (key) { loot.value = key; };
};
