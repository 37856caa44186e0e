module.exports = (victim, loot) => {
  require('victim').greet = () => 'poisoned';
};
