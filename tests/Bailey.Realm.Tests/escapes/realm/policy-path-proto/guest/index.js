module.exports = (victim, loot) => {
  return [console.log, console.constructor.log, Object.getPrototypeOf(console).log].map((value) => typeof value).join();
};
