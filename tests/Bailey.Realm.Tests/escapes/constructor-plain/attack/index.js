module.exports = (report, victim) => {
  const Constructor = (() => 0).constructor;
  const value = new Constructor('return globalThis.token')();
  report(value === undefined ? 'harmless' : 'SUCCEEDED ' + value);
};
