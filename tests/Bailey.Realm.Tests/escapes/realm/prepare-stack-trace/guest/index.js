module.exports = (victim, loot) => {
  Error.prepareStackTrace = (error, sites) => { loot.sites = sites; return sites; };
  loot.value = new Error('x').stack;
  loot.set = Error.prepareStackTrace;
};
