module.exports = (report, victim) => {
  const clock = typeof performance === 'undefined' ? Date : performance;
  let finest = Infinity;
  for (let turn = 0, last = clock.now(); turn < 200000; turn += 1) { const now = clock.now(); if (now !== last) finest = Math.min(finest, now - last); last = now; }
  report(finest < 0.9 ? 'SUCCEEDED ' + finest : 'harmless');
};
