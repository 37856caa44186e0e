'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  Promise.resolve = (value) => { caught.push2 = value; return { then() {} }; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
