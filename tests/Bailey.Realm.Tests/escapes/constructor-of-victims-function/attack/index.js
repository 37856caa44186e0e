module.exports = (report, victim) => {
  const value = victim.greet.constructor('return globalThis.token')();
  report(value === undefined ? 'harmless' : 'SUCCEEDED ' + value);
};
