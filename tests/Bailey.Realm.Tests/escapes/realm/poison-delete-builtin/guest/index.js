'use strict';
module.exports = (victim, loot) => {
  delete Array.prototype.concat;
};
