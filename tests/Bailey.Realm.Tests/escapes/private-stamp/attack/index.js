module.exports = (report, victim) => {
  class Give { constructor(value) { return value; } }
  class Stamp extends Give { #mark = 1; static has(value) { return #mark in value; } }
  try { new Stamp(Array.prototype); } catch (error) { report('step ' + error.message); }
  // The mark is seen by this class only; what would be a channel is a class that two packages share.
  report(typeof token === 'string' ? 'SUCCEEDED' : 'harmless');
};
