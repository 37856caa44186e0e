'use strict';
module.exports = (victim, loot) => {
  JSON.rawJSON = () => 'poisoned'; JSON.parse = () => 'poisoned';
};
