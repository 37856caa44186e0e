'use strict';
module.exports = (victim, loot) => {
  console.log = loot.poison = () => 0;
};
