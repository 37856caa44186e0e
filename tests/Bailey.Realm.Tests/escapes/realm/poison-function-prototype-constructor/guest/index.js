'use strict';
module.exports = (victim, loot) => {
  Function.prototype.constructor = function () { return 'poisoned'; };
};
