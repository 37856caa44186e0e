module.exports = (victim, loot) => {
  return (0, eval)('(function () { return this; })')() === globalThis || victim.call(Function('return this')) === globalThis;
};
