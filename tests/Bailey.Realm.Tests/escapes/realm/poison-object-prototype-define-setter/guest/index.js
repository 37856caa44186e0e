'use strict';
module.exports = (victim, loot) => {
  Object.prototype.__defineSetter__('hidden', (value) => { loot.value = value; });
};
