'use strict';
module.exports = (victim, loot) => {
  Map.prototype.get = function (key) { loot.value = key; };
};
