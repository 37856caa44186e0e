'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  JSON.stringify = (value) => { caught.push2 = value.secret; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
