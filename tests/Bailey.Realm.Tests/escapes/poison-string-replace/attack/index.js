'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  String.prototype.replace = function () { caught.push2 = String(this); return ''; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
