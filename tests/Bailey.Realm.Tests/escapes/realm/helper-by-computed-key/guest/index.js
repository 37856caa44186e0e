module.exports = (victim, loot) => {
  return Reflect.ownKeys(globalThis).filter((key) => typeof key === 'string' && (key.startsWith('__') || key === 'token' || key === 'host' || key === 'kernel')).join();
};
