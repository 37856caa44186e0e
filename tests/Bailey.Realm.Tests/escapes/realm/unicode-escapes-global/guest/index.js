module.exports = (victim, loot) => {
  return globalTh\u{69}s.token ?? \u{67}lobalThis.token;
};
