'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  const deep = {}; Object.defineProperty(deep.constructor.prototype, 'hidden', { set(value) { caught.push2 = value; }, configurable: true });
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
