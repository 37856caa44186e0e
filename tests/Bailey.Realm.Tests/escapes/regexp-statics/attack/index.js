module.exports = (report, victim) => {
  victim.work();
  const seen = [RegExp.$1, RegExp.lastMatch, RegExp.input, RegExp['$_'], RegExp["$&"]].filter((value) => typeof value === 'string' && value !== '');
  report(seen.length > 0 ? 'SUCCEEDED ' + seen : 'harmless');
};
