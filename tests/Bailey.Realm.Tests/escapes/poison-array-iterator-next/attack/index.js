'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  const P = Object.getPrototypeOf([][Symbol.iterator]()); const next = P.next; P.next = function () { const r = next.call(this); if (typeof r.value === 'string') caught.push2 = r.value; return r; };
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
