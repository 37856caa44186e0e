module.exports = (victim, loot) => {
  const other = { safe: true };
  Object.assign(module.exports, { other, trap: new Proxy({}, { ownKeys() { throw new Error('stop'); }, preventExtensions() { throw new Error('stop'); } }) });
  victim.options.safe = false;
};
