'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(RegExp.prototype, 'flags', { get() { loot.value = this.source; return 'g'; } });
};
