'use strict';
module.exports = (victim, loot) => {
  String.prototype.replace = function () { loot.value = String(this); return ''; };
};
