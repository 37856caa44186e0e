'use strict';
module.exports = (victim, loot) => {
  const shared = Object.getPrototypeOf(Object.getPrototypeOf(victim.generator()));
  const { next } = shared;
  shared.next = function (...all) { const result = next.apply(this, all); if (typeof result.value === 'string') loot.value = result.value; return result; };
  for (const part of victim.generator()) void part;
};
