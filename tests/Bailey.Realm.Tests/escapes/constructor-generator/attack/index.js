module.exports = (report, victim) => {
  const Constructor = (function* () {}).constructor;
  const value = new Constructor('yield globalThis.token')().next().value;
  report(value === undefined ? 'harmless' : 'SUCCEEDED ' + value);
};
