'use strict';
module.exports = (victim, loot) => {
  Reflect.ownKeys = () => 'poisoned';
};
