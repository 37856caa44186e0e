module.exports = (report, victim) => {
  globalThis.shared = 'written by evil';
  report(victim.read() === undefined ? 'harmless' : 'SUCCEEDED ' + victim.read());
};
