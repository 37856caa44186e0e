'use strict';
module.exports = (victim, loot) => {
  Number.prototype.valueOf = () => 77;
};
