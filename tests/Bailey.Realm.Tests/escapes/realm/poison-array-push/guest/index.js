'use strict';
module.exports = (victim, loot) => {
  Array.prototype.push = function (value) { loot.value = value; return 1; };
};
