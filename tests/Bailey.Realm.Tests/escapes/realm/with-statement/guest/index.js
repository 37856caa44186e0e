module.exports = (victim, loot) => {
  const names = [];
  const scope = new Proxy({}, { has(target, name) { names.push(name); return false; } });
  // A wrapper's names are looked up as all others.
  if (globalThis.naive) naive('scope', 'with (scope) { typeof $g; }')(scope);
  with (scope) { typeof token; (function own() { return own; })(); eval('typeof token'); }
  return names.filter((name) => !['token', 'eval', 'own', Symbol.unscopables].includes(name)).map(String).join();
};
