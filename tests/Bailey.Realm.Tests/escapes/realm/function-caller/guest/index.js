module.exports = (victim, loot) => {
  function inner() { return inner.caller; }
  function outer() { return inner(); }
  return outer();
};
