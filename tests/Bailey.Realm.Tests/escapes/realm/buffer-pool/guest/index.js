module.exports = (victim, loot) => {
  return Buffer.from('x').buffer === victim.load('buffer').Buffer.from('y').buffer || Buffer.allocUnsafe(8).buffer === victim.load('buffer').Buffer.allocUnsafe(8).buffer;
};
