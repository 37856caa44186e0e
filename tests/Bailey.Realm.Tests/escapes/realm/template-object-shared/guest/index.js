module.exports = (victim, loot) => {
  return Function('tag', 'return tag`constant ${1} text`')((parts) => parts) === victim.tag();
};
