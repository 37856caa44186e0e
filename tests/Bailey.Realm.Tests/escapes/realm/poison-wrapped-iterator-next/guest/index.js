'use strict';
module.exports = (victim, loot) => {
  Object.getPrototypeOf(Iterator.from({ next: () => ({ done: true }) })).next = () => ({ done: true, value: 'poisoned' });
};
