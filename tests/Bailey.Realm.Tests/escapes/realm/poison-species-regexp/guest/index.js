'use strict';
module.exports = (victim, loot) => {
  Object.defineProperty(RegExp, Symbol.species, { get() { loot.value = 'species'; return this; } });
  [].concat([]); Promise.resolve().then(); 'a'.split(/a/); new ArrayBuffer(1).slice(); new Uint8Array(1).slice(); void RegExp[Symbol.species];
};
