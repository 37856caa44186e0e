'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  Object.defineProperty(Array, Symbol.species, { get() { return class extends Array { constructor() { super(); return new Proxy([], { defineProperty(t, k, d) { caught.push2 = d.value; return true; }, set() { return true; } }); } }; }, configurable: true });
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
