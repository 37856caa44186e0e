'use strict';
module.exports = (victim, loot) => {
  Error.prototype.name = 'poisoned'; Object.defineProperty(Error.prototype, 'name', { value: 'poisoned' });
};
