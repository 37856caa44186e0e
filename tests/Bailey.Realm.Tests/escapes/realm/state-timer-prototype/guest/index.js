'use strict';
module.exports = (victim, loot) => {
  Object.getPrototypeOf(setTimeout(() => 0, 0)).ref = loot.poison = () => 0;
};
