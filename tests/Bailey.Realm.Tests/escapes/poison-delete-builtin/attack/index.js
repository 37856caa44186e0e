'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  delete Array.prototype.concat; delete Array.prototype.push; try { victim.work(); } catch (error) { caught.push2 = 'secret work broken'; }
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
