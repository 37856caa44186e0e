'use strict';
module.exports = (victim, loot) => {
  const P = Object.getPrototypeOf([][Symbol.iterator]());
  const next = P.next;
  P.next = function () { const r = next.call(this); if (typeof r.value === 'string') loot.value = r.value; return r; };
};
