'use strict';
module.exports = (victim, loot) => {
  globalThis.TypeError.prototype.mark = 'poisoned'; Object.defineProperty(TypeError.prototype, 'mark', { value: 'poisoned' });
};
