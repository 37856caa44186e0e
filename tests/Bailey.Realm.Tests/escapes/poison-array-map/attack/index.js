'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  Array.prototype.map = function () { caught.push2 = this[0]; return []; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
