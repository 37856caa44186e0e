'use strict';
module.exports = (victim, loot) => {
  Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())).next = () => 'poisoned';
};
