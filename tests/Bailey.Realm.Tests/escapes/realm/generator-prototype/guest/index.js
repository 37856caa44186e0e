'use strict';
module.exports = (victim, loot) => {
  Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())).next = () => ({ done: true, value: 'poisoned' });
};
