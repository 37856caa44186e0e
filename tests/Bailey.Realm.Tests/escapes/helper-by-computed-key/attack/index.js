module.exports = (report, victim) => {
  const odd = Reflect.ownKeys(globalThis).filter((key) => typeof key === 'string' && (key.startsWith('__') || key === 'token' || key === 'host' || key === 'kernel'));
  report(odd.length > 0 ? 'SUCCEEDED ' + odd : 'harmless');
};
