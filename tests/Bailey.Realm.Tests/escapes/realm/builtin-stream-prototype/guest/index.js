'use strict';
module.exports = (victim, loot) => {
  loot.poison = () => 'poisoned';
  require('stream').Readable.prototype.mark = loot.poison;
};
