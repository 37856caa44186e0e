'use strict';
module.exports = (victim, loot) => {
  Map.prototype.set = function (key) { loot.value = key; return this; };
};
