module.exports = (victim, loot) => {
  process.dlopen({ exports: {} }, '/app/x.node');
  loot.value = 'loaded';
};
