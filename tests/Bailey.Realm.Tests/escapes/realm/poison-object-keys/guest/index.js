'use strict';
module.exports = (victim, loot) => {
  Object.keys = (value) => { loot.value = value.secret; return []; };
};
