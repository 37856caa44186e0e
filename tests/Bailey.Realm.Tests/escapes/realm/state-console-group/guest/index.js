'use strict';
module.exports = (victim, loot) => {
  console.group?.('x');
  if (!console.group) console.indent = 2;
};
