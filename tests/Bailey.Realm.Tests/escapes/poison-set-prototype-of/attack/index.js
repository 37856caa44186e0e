'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  Object.setPrototypeOf(Object.getPrototypeOf([]), { get map() { return function () { caught.push2 = this[0]; return this; }; } }); delete Array.prototype.map;
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
