module.exports = (victim, loot) => {
  victim.work();
  return [RegExp.$1, RegExp.lastMatch, RegExp.input, RegExp['$_'], RegExp['$&'], RegExp.leftContext, RegExp['$+']].filter((value) => typeof value === 'string' && value !== '').join();
};
