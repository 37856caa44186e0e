'use strict';
module.exports = (victim, loot) => {
  AbortController.prototype.abort = loot.poison = () => 0;
};
