'use strict';
module.exports = (victim, loot) => {
  Object.getPrototypeOf(''[Symbol.iterator]()).next = () => ({ done: true, value: 'poisoned' });
};
