'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  Object.defineProperty(Array.prototype, 1, { set(value) { caught.push2 = value; }, get() {}, configurable: true });
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
