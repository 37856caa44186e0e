'use strict';
module.exports = (victim, loot) => {
  const { AsyncLocalStorage } = require('async_hooks');
  AsyncLocalStorage.prototype.getStore = loot.poison = () => 'poisoned';
};
