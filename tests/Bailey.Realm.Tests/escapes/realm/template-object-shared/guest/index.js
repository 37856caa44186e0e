module.exports = (victim, loot) => {
  let mine;
  try { mine = require('../victim/tag.js'); } catch (error) { mine = require('./tag.js'); }
  return mine() === victim.load('./tag.js')();
};
