'use strict';
module.exports = (victim, loot) => {
  const shared = Object.getPrototypeOf('a'.matchAll(/a/g));
  const { next } = shared;
  shared.next = function () { const result = next.call(this); if (result.value) loot.value = result.value.input; return result; };
};
