module.exports = (victim, loot) => {
  let seen;
  class A { static { seen = (globalThis.naive ? naive('', 'return this') : function () { return this; })(); } }
  return seen === globalThis;
};
