module.exports = (victim, loot) => {
  return new (class { found = (globalThis.naive ? (text) => naive('', 'return ' + text)('wrapped') : eval)('arguments[0]'); })().found;
};
