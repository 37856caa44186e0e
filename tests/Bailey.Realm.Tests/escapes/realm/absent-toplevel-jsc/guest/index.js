module.exports = (victim, loot) => {
  return ['print', 'load', 'readFile', 'run', '$vm', 'gc', 'drainMicrotasks', 'Worker', 'fetch', 'XMLHttpRequest', 'importScripts', 'ShadowRealm', 'lockdown', 'Compartment', 'harden', 'WebAssembly']
    .filter((name) => name in globalThis).join();
};
