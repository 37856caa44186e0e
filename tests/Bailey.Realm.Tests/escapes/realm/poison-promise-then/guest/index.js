'use strict';
module.exports = (victim, loot) => {
  const real = Promise.prototype.then;
  Promise.prototype.then = function (...all) { return real.call(this, (value) => { loot.value = value; return all[0](value); }); };
};
