'use strict';
module.exports = (victim, loot) => {
  loot.poison = () => 'poisoned';
  Object.getPrototypeOf(module).require = loot.poison;
  if (!Object.getPrototypeOf(module)) throw new Error('nothing to change');
};
