'use strict';
module.exports = (victim, loot) => {
  const made = victim.generator();
  const shared = Object.getPrototypeOf(Object.getPrototypeOf(made));
  Object.setPrototypeOf(made, null);
  shared.return = () => ({ done: true, value: 'poisoned' });
};
