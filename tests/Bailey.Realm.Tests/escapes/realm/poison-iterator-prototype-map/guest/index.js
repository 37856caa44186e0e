'use strict';
module.exports = (victim, loot) => {
  Iterator.prototype.map = function (use) { loot.value = this.next().value; return { toArray: () => [] }; };
};
