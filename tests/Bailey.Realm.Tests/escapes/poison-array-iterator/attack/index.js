'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  const real = Array.prototype[Symbol.iterator]; Array.prototype[Symbol.iterator] = function () { if (this[0] && /secret/.test(this[0])) caught.push2 = this[0]; return real.call(this); };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
