module.exports = (report, victim) => {
  const value = Reflect.construct(Function, ['return globalThis.token'], class {})();
  report(value === undefined ? 'harmless' : 'SUCCEEDED ' + value);
};
