module.exports = (report) => {
  const names = [];
  with (new Proxy({}, { has(target, name) { names.push(name); return false; } })) { typeof token; }
  report(names.length > 0 ? 'SUCCEEDED ' + String(names[0]) : 'harmless');
};
