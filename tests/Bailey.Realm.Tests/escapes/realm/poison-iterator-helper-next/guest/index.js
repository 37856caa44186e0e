'use strict';
module.exports = (victim, loot) => {
  const shared = Object.getPrototypeOf([].values().map((x) => x));
  const { next } = shared;
  shared.next = function () { const result = next.call(this); if (typeof result.value === 'string') loot.value = result.value; return result; };
};
