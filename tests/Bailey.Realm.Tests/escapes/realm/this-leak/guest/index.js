module.exports = (victim, loot) => {
  return ((0, eval)('(function () { return this; })')() ?? victim.call(Function('return this')) ?? victim.call(function () { return this; }))?.token;
};
