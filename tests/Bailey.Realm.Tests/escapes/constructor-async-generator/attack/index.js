module.exports = (report, victim) => {
  const Constructor = (async function* () {}).constructor;
  const g = new Constructor('return globalThis.token'); const made = g();
  (made.next ? made.next().then((r) => r.value) : made).then((value) => report(value === undefined ? 'harmless' : 'SUCCEEDED ' + value), (e) => report('refused ' + e.message));
};
