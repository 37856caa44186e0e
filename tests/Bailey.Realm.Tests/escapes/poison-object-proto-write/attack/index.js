'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  ({}).__proto__.hidden = 1; Object.defineProperty(({}).__proto__, 'hidden', { set(value) { caught.push2 = value; }, configurable: true });
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
