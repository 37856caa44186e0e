module.exports = (victim, loot) => {
  const clock = typeof performance === 'undefined' ? Date : performance;
  let finest = Infinity;
  for (let turn = 0, last = clock.now(); turn < 100000; turn += 1) { const now = clock.now(); if (now !== last) finest = Math.min(finest, now - last); last = now; }
  return finest;
};
