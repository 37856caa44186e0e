'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  Array.prototype.push = function (value) { caught.push2 = value; return 1; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
