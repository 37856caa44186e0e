'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(Array, Symbol.species, { get() { return function () { return new Proxy([], { defineProperty(t, k, d) { loot.value = d.value; return true; }, set() { return true; } }); }; }, configurable: true });
};
