module.exports = (victim, loot) => {
  process.env.POISON = 'poisoned';
};
