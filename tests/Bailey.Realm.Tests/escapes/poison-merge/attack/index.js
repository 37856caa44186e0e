'use strict';
module.exports = (report, victim) => {
  const caught = { push2: undefined };
  const merge = (to, from) => { for (const key of Object.keys(from)) { if (typeof from[key] === 'object') merge(to[key] ??= {}, from[key]); else Object.defineProperty(to, key, { set(value) { caught.push2 = value; }, configurable: true }); } };
    merge({}, JSON.parse('{"__proto__":{"hidden":1}}'));
  try { victim.work(); } catch (error) { report('step ' + error.message); }
  report(String(caught.push2).includes('secret') ? 'SUCCEEDED ' + caught.push2 : 'harmless');
};
