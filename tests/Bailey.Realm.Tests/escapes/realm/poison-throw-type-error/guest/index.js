'use strict';
module.exports = (victim, loot) => {
  const thrower = Object.getOwnPropertyDescriptor((function () { return arguments; })(), 'callee').get;
  thrower.mark = 'poisoned';
};
