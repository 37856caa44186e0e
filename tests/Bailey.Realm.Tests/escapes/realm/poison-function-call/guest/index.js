'use strict';
module.exports = (victim, loot) => {
  const { call } = Function.prototype;
  Function.prototype.call = function (...all) { loot.value = 'called'; return Reflect.apply(this, all[0], all.slice(1)); };
  victim.call(() => 0);
  (() => 0).call();
};
