function primesFrom(from, count) {
  const found = [];
  for (let n = Math.max(2, from); found.length < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (prime) found.push(n);
  }
  return found;
}
