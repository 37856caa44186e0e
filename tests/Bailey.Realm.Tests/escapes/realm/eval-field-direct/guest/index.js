module.exports = (victim, loot) => {
  const read = () => new (class { found = eval('typeof arguments'); })().found;
  return globalThis.naive ? typeof naive('', 'return arguments')() : read();
};
