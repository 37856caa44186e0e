'use strict';
module.exports = (victim, loot) => {
  Promise.resolve = (value) => { loot.value = value; return { then() {} }; };
};
