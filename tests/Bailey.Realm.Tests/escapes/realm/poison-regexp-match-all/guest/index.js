'use strict';
module.exports = (victim, loot) => {
  RegExp.prototype[Symbol.matchAll] = function (text) { loot.value = text; return []; };
};
