module.exports = (victim, loot) => {
  return typeof require('bailey:powers').call;
};
