module.exports = (report, victim) => {
  const Constructor = Object.getPrototypeOf(class {}).constructor;
  const value = new Constructor('return globalThis.token')();
  report(value === undefined ? 'harmless' : 'SUCCEEDED ' + value);
};
