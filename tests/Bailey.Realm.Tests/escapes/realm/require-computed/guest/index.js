module.exports = (victim, loot) => {
  return typeof require(['vic', 'tim'].join('')).work;
};
