module.exports = (report, victim) => {
  const found = ['print', 'load', 'readFile', 'run', '$vm', 'gc', 'drainMicrotasks', 'Worker', 'fetch', 'XMLHttpRequest', 'importScripts', 'ShadowRealm', 'lockdown', 'Compartment', 'harden', 'WebAssembly'].filter((name) => name in globalThis);
  report(found.length > 0 ? 'SUCCEEDED ' + found : 'refused by an absence');
};
