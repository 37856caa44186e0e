module.exports = (victim, loot) => {
  function inner() { return outer.arguments; }
  function outer() { return inner(); }
  return outer(1);
};
