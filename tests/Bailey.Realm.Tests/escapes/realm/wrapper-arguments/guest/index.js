module.exports = (victim, loot) => {
  return globalThis.naive ? naive('', 'return arguments[0]')('wrapped') : (0, eval)('arguments[0]');
};
