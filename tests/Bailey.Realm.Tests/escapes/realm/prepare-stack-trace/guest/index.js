module.exports = (victim, loot) => {
  Error.prepareStackTrace = (error, sites) => { loot.sites = sites; return 'prepared'; };
  String(new Error('x').stack);
};
