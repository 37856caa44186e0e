// node costs.mjs NAME: the same operations as in Bailey.Bench/Inside/GuestCosts.cs, with the ses Compartment.
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const loaded = cpu();
await import('ses');
lockdown({ overrideTaming: 'severe', errorTaming: 'unsafe', consoleTaming: 'unsafe' });
const compartment = new Compartment();
const lockedDown = cpu() - loaded;

/** Microseconds of one call. */
function repeated(count, operation) {
  const samples = [];
  for (let round = -3, next = 0; round < 9; round++) {
    const start = cpu();
    for (let i = 0; i < count; i++) operation(next++);
    if (round >= 0) samples.push((cpu() - start) * 1000 / count);
  }
  return samples;
}

const operations = {
  lockdown: () => [lockedDown],
  compartment: () => repeated(100, () => new Compartment().evaluate('1')),
  'evaluate-new': () => repeated(200, (i) => compartment.evaluate(`(function () { const a = ${i}; return a + 1; })()`)),
  'evaluate-same': () => repeated(1000, () => compartment.evaluate('(function () { const a = 1; return a + 1; })()')),
  'host-call': () => {
    compartment.globalThis.Date = Date;
    return repeated(1, () => compartment.evaluate('{ const D = Date; for (let i = 0; i < 100000; i++) D.now(); }')).map((us) => us * 1000 / 100000);
  },
};
console.log(JSON.stringify({ engine: `Node ${process.version}`, result: '', samples: operations[process.argv[2]]() }));
