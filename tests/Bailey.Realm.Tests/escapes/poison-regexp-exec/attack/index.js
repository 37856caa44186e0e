'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  RegExp.prototype.exec = function (text) { caught.push2 = text; return null; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
