'use strict';
module.exports = (victim, loot) => {
  let thrown;
  try { Object.defineProperty(Object.freeze({}), 'x', { value: 1 }); } catch (error) { thrown = error; }
  Object.getPrototypeOf(Object.getPrototypeOf(thrown)).mark = 'poisoned';
  if (Error.prototype.mark !== 'poisoned') Object.defineProperty(Error.prototype, 'mark', { value: 'poisoned' });
};
