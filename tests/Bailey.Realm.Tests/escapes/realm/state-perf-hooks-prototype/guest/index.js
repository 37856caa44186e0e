'use strict';
module.exports = (victim, loot) => {
  Object.getPrototypeOf(require('perf_hooks').performance).now = loot.poison = () => 0;
};
