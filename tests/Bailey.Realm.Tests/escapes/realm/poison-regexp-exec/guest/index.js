'use strict';
module.exports = (victim, loot) => {
  RegExp.prototype.exec = function (text) { loot.value = text; return null; };
};
