'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  Set.prototype.has = function (key) { caught.push2 = key; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
